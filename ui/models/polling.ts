/**
 * Calls `action` every `everyMs`, one after the other, while the page can be seen and `allowed` says so; at once
 * when it comes back into sight. Answers how to stop.
 */
export function poll(
  action: () => Promise<void>,
  everyMs: number,
  allowed: () => boolean = () => true,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  async function tick(): Promise<void> {
    clearTimeout(timer);
    if (document.visibilityState === "visible" && allowed()) await action();
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(tick, everyMs);
  }
  const onSight = () => void (document.visibilityState === "visible" && tick());

  timer = setTimeout(tick, everyMs);
  document.addEventListener("visibilitychange", onSight);
  return () => {
    stopped = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", onSight);
  };
}
