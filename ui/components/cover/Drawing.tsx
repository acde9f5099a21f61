import type { Kind } from "../../api-catalog.ts";
import { hashOf, initialsOf, setTitle, shorten } from "./lettering.ts";
import { Motif, MOTIFS } from "./Motif.tsx";

const TONES = 9;

interface Subject {
  kind: Kind;
  title: string;
  by: string | null;
}

/** How each kind is drawn: its outline, and where the letters and the ornament stand in it. */
const SHAPES = {
  record: {
    viewBox: "0 0 100 100",
    back: (
      <g>
        <circle cx={57} cy={55} r={42} class="cover-disc" />
        <circle cx={57} cy={55} r={34} class="cover-groove" />
        <circle cx={57} cy={55} r={38} class="cover-groove" />
      </g>
    ),
    ground: <rect x={0} y={10} width={90} height={90} class="cover-ground cover-edge" />,
    front: null,
    text: { x: 7, y: 15, width: 76, lines: 3 },
    motif: { x: 0, y: 71, width: 90, height: 29 },
  },
  book: {
    viewBox: "0 0 70 100",
    back: <rect x={3} y={2} width={66} height={97} class="cover-pages" />,
    ground: (
      <path
        d="M1.5 0H66v100H1.5A1.5 1.5 0 0 1 0 98.5V1.5A1.5 1.5 0 0 1 1.5 0z"
        class="cover-ground cover-edge"
      />
    ),
    front: (
      <path
        d="M0 1.5A1.5 1.5 0 0 1 1.5 0H6v100H1.5A1.5 1.5 0 0 1 0 98.5zM7 0h.8v100H7z"
        class="cover-spine"
      />
    ),
    text: { x: 12, y: 7, width: 49, lines: 4 },
    motif: { x: 7, y: 75, width: 59, height: 25 },
  },
  product: {
    viewBox: "0 0 84 100",
    back: <path d="M42 17C48 4 62-3 72 4" class="cover-string" />,
    ground: (
      <path
        d="M26 8h32l26 20v72H0V28zM42 13a5 5 0 1 0 0 10 5 5 0 0 0 0-10z"
        fill-rule="evenodd"
        class="cover-ground cover-edge"
      />
    ),
    front: null,
    text: { x: 9, y: 29, width: 66, lines: 3 },
    motif: { x: 0, y: 85, width: 84, height: 15 },
  },
};

/** Stands in for a picture: a sleeve, a book or a tag, always the same for the same title. */
export function Drawing({ kind, title, by, small }: Subject & { small: boolean }) {
  const { viewBox, back, ground, front, motif } = SHAPES[kind];
  const hash = hashOf(title);
  return (
    <svg
      class={`cover-drawing cover-tone-${hash % TONES}`}
      viewBox={viewBox}
      aria-hidden="true"
      focusable="false"
    >
      {back}
      {ground}
      {!small && <Motif {...motif} which={Math.floor(hash / TONES) % MOTIFS} />}
      {front}
      {small ? <Initials kind={kind} title={title} /> : <Words kind={kind} title={title} by={by} />}
    </svg>
  );
}

function Words({ kind, title, by }: Subject) {
  const { x, y, width, lines: most } = SHAPES[kind].text;
  const { lines, fontSize } = setTitle(title, width, most);
  const lineHeight = fontSize * 1.1;
  return (
    <text x={x} font-size={fontSize} class="cover-title">
      {lines.map((line, row) => (
        <tspan key={line} x={x} y={y + fontSize * 0.85 + row * lineHeight}>
          {line}
        </tspan>
      ))}
      {by && (
        <tspan x={x} y={y + lines.length * lineHeight + 8} font-size={6} class="cover-by">
          {shorten(by, Math.floor(width / 3.4))}
        </tspan>
      )}
    </text>
  );
}

function Initials({ kind, title }: Omit<Subject, "by">) {
  const { x, width } = SHAPES[kind].text;
  return (
    <text
      x={x + width / 2}
      y={kind === "product" ? 78 : 70}
      font-size={40}
      text-anchor="middle"
      class="cover-title"
    >
      {initialsOf(title)}
    </text>
  );
}
