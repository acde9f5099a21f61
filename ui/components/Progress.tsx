/** A bar of how much is done, with how much failed at its end; beside words that say it. */
export function Progress(props: { done: number; failed: boolean; total: number }) {
  const { done, failed, total } = props;
  const width = (count: number) => (total > 0 ? (count / total) * 100 : 0);
  return (
    <svg class="progress" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="progress-rest" x={0} y={0} width={100} height={10} />
      <rect class="progress-done" x={0} y={0} width={width(done)} height={10} />
      {failed && <rect class="progress-failed" x={width(done)} y={0} width={width(1)} height={10} />}
    </svg>
  );
}
