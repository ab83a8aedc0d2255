// Clocks and scales inside a page, the same for every table that is measured.
import type { CDPSession, Page } from "@playwright/test";

type Noted = typeof window & {
  paints: { key: string; time: number }[];
  /** When each began, and how long it took. */
  frames: [number, number][];
  tasks: [number, number][];
  begun: number;
  isWatching: boolean;
};

/** Slows the page's processor down. */
export async function slowDown(page: Page, rate: number): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
  return session;
}

/** Notes for each key when the frame that shows it was on its way to the screen. */
export async function watchKeys(page: Page): Promise<() => Promise<{ typed: number[]; committed: number[] }>> {
  await page.evaluate(() => {
    const noted = window as unknown as Noted;
    noted.paints = [];
    window.addEventListener(
      "keydown",
      (event) =>
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => noted.paints.push({ key: event.key, time: performance.now() - event.timeStamp });
          channel.port2.postMessage(undefined);
        }),
      true,
    );
  });
  return async () => {
    const paints = await page.evaluate(() => (window as unknown as Noted).paints);
    const of = (isEnter: boolean) => paints.filter(({ key }) => (key === "Enter") === isEnter).map(({ time }) => time);
    return { typed: of(false), committed: of(true) };
  };
}

/** Watches frames and tasks from now on. */
export async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const noted = window as unknown as Noted;
    Object.assign(noted, { frames: [], tasks: [], begun: performance.now(), isWatching: true });
    let last = performance.now();
    const frame = () => {
      const now = performance.now();
      noted.frames.push([last, now - last]);
      last = now;
      if (noted.isWatching) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    new PerformanceObserver((list) => noted.tasks.push(...list.getEntries().map(({ startTime, duration }): [number, number] => [startTime, duration]))).observe({ type: "longtask" });
  });
}

export type Watched = { time: number; longestFrame: number; longestTask: number; slowFrames: number };

/** What was seen since [`watchFrames`], or since the work itself began; and goes on watching. */
export async function seen(page: Page): Promise<Watched> {
  return page.evaluate(async () => {
    const noted = window as unknown as Noted;
    // Long tasks are told a moment later.
    const time = performance.now() - noted.begun;
    await new Promise((done) => setTimeout(done, 300));
    const since = (seen: [number, number][]) => seen.filter(([start, length]) => start + length > noted.begun).map(([, length]) => length);
    const [frames, tasks] = [since(noted.frames), since(noted.tasks.filter(([start]) => start >= noted.begun))];
    return {
      time,
      longestFrame: Math.max(0, ...frames),
      longestTask: Math.max(0, ...tasks),
      slowFrames: frames.filter((frame) => frame > 50).length,
    };
  });
}

/** All memory of the page: objects, elements, and what stands outside of both, as the program of wasm. */
export async function memory(session: CDPSession): Promise<number> {
  for (let round = 0; round < 3; round++) await session.send("HeapProfiler.collectGarbage");
  const usage = (await session.send("Runtime.getHeapUsage")) as Record<string, number>;
  return (usage.usedSize ?? 0) + (usage.embedderHeapUsedSize ?? 0) + (usage.backingStorageSize ?? 0);
}

export type Scrolled = Watched & { blank: number; frames: number };

/** Scrolls from the first row to the last, a screen and a half a frame, and looks for rows where rows should be. */
export async function scrollThrough(page: Page, scroller: string, row: string): Promise<Scrolled> {
  await watchFrames(page);
  const [blank, frames] = await page.evaluate(
    async ({ scroller, row }) => {
      const view = document.querySelector(scroller)!;
      const { left, top, width, height } = view.getBoundingClientRect();
      const places = [0.4, 0.55, 0.7, 0.85].map((part) => [left + width / 2, top + height * part] as const);
      const isRow = ([x, y]: readonly [number, number]) => Boolean(document.elementFromPoint(x, y)?.closest(row)?.textContent?.trim());
      // Where rows stand before anything moved: heads and totals that stay are not looked at.
      const points = places.filter(isRow);
      if (points.length < 2) throw new Error(`rows stand at ${points.length} of ${places.length} places`);
      const isBlank = () => !points.every(isRow);
      const step = view.clientHeight * 1.5;
      let [blank, frames] = [0, 0];
      for (let to = 0; to < view.scrollHeight - view.clientHeight; to += step) {
        view.scrollTop = to;
        // The frame is drawn, then looked at in the task after it.
        await new Promise((done) => requestAnimationFrame(done));
        await new Promise((done) => {
          const channel = new MessageChannel();
          channel.port1.onmessage = done;
          channel.port2.postMessage(undefined);
        });
        frames += 1;
        blank += isBlank() ? 1 : 0;
      }
      return [blank, frames] as const;
    },
    { scroller, row },
  );
  return { ...(await seen(page)), blank, frames };
}
