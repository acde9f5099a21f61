/** p50, p95 and p99 as one bar on a common scale: the row's place in the chart that the column makes. */
export function Spread(props: { p50: number | null; p95: number | null; p99: number | null; max: number }) {
  const { p50, p95, p99, max } = props;
  if (p50 === null || p95 === null || p99 === null || max <= 0) return <span class="spread" />;
  const at = (ms: number) => (ms / max) * 100;
  return (
    <svg class="spread" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="spread-p99" x={0} y={3.5} width={at(p99)} height={3} />
      <rect class="spread-p95" x={0} y={2} width={at(p95)} height={6} />
      <rect class="spread-p50" x={0} y={0} width={at(p50)} height={10} />
    </svg>
  );
}
