/** A FINESS number of a department that does not exist (99), with its Luhn key; `serial` from 0 to 999999. */
export function fictitiousFiness(serial: number): string {
  const body = `99${String(serial).padStart(6, '0')}`;
  return body + luhnKey(body);
}

function luhnKey(digits: string): number {
  let sum = 0;
  for (let i = digits.length - 1, doubled = true; i >= 0; i--, doubled = !doubled) {
    const value = Number(digits[i]) * (doubled ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return (10 - (sum % 10)) % 10;
}
