import type { DeployMark } from "../../models/deploys.ts";

/** Upright lines over a chart's plot at the deploys of its period. What they are stands in words elsewhere. */
export function Marks({ marks }: { marks: DeployMark[] }) {
  if (marks.length === 0) return null;
  return (
    <svg class="chart-marks" aria-hidden="true">
      {marks.map(({ at, deploys }) => (
        <svg key={at} x={`${at * 100}%`} overflow="visible">
          <line y2="100%" />
          <path d="M-4,0h8L0,7z" />
          {deploys.length > 1 && (
            <text x={6} y={8}>
              {deploys.length}
            </text>
          )}
        </svg>
      ))}
    </svg>
  );
}
