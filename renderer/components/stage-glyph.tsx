import type { ReactNode } from 'react';

const ring = <circle cx="6" cy="6" r="4.75" fill="none" stroke="currentColor" strokeWidth="1.5" />;
const wedge = (path: string): ReactNode => (
  <>
    {ring}
    <path d={path} fill="currentColor" />
  </>
);

/** One shape for each stage, told apart without colour: an empty, filling, then full circle; a ticked square. */
const shapes: Readonly<Record<string, ReactNode>> = {
  not_started: ring,
  framing: wedge('M6 6V1.25A4.75 4.75 0 0 1 10.75 6Z'),
  in_progress: wedge('M6 1.25A4.75 4.75 0 0 1 6 10.75Z'),
  acceptance: wedge('M6 6V1.25A4.75 4.75 0 1 1 1.25 6Z'),
  ready_for_cutover: <path d="M6 0.5L11.5 6L6 11.5L0.5 6Z" fill="currentColor" />,
  in_production: <circle cx="6" cy="6" r="5.25" fill="currentColor" />,
  converged: (
    <path
      fillRule="evenodd"
      d="M1 1H11V11H1ZM5.1 8.9L9.6 4.2L8.6 3.2L5.1 6.9L3.4 5.2L2.4 6.2Z"
      fill="currentColor"
    />
  ),
  suspended: <path d="M3 1.5H5V10.5H3ZM7 1.5H9V10.5H7Z" fill="currentColor" />,
  abandoned: <path d="M2 2L10 10M10 2L2 10" fill="none" stroke="currentColor" strokeWidth="1.75" />,
  out_of_scope: <path d="M2.5 6H9.5" fill="none" stroke="currentColor" strokeWidth="1.75" />,
  derogation: (
    <path d="M6 1.25L10.75 6L6 10.75L1.25 6Z" fill="none" stroke="currentColor" strokeWidth="1.5" />
  ),
};
const unknown = <path d="M2.5 2.5H9.5V9.5H2.5Z" fill="none" stroke="currentColor" strokeDasharray="2 1.5" />;

/** The shape of a stage, 12 px, in the colour of the text around it; silent to screen readers. */
export function StageGlyph({ stage }: { readonly stage: string }) {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      {Object.hasOwn(shapes, stage) ? shapes[stage] : unknown}
    </svg>
  );
}
