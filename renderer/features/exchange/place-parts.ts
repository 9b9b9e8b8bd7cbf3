const BETWEEN = ' · ';

/**
 * Splits « Dossier patient, CH d’Aptière · Go/No-Go » into what the record is called and where it stands; `where` is
 * null for a record that hangs on nothing.
 */
export function placeParts(place: string): { readonly name: string; readonly where: string | null } {
  const at = place.indexOf(BETWEEN);
  return at < 0
    ? { name: place, where: null }
    : { name: place.slice(at + BETWEEN.length), where: place.slice(0, at) };
}
