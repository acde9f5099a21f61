const WAVE = "q11 -11 22 0t22 0t22 0t22 0t22 0";

/** Ornaments for the foot of a cover: a pavement's waves, a sun, tiles, arches, stripes. */
const ORNAMENTS = [
  `M-6 10${WAVE}M-6 23${WAVE}M-6 36${WAVE}`,
  "M30 40a36 36 0 0 1 72 0h-9a27 27 0 0 0-54 0zM48 40a18 18 0 0 1 36 0z",
  "M0 0h20a20 20 0 0 1-20 20zM40 0v20a20 20 0 0 1-20-20zM40 0h20a20 20 0 0 1-20 20zM80 0v20a20 20 0 0 1-20-20zM80 0h20a20 20 0 0 1-20 20zM0 40V20a20 20 0 0 1 20 20zM40 40H20a20 20 0 0 1 20-20zM40 40V20a20 20 0 0 1 20 20zM80 40H60a20 20 0 0 1 20-20zM80 40V20a20 20 0 0 1 20 20z",
  "M-3 40V9a6 6 0 0 1 12 0v31zM18 40V9a6 6 0 0 1 12 0v31zM39 40V9a6 6 0 0 1 12 0v31zM60 40V9a6 6 0 0 1 12 0v31zM81 40V9a6 6 0 0 1 12 0v31z",
  "M-10 40 30 0h9L-1 40zM14 40 54 0h9L23 40zM38 40 78 0h9L47 40zM62 40l40-40h9L71 40z",
];

export const MOTIFS = ORNAMENTS.length;

/** One of the ornaments, filling a rectangle of a drawing. */
export function Motif(props: { which: number; x: number; y: number; width: number; height: number }) {
  const { which, ...place } = props;
  const isLine = which === 0;
  return (
    <svg {...place} viewBox="0 0 90 40" preserveAspectRatio="xMidYMid slice">
      <path d={ORNAMENTS[which]} class={isLine ? "cover-stroke" : "cover-accent"} />
    </svg>
  );
}
