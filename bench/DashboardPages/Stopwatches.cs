using Microsoft.Playwright;

namespace Suite.Bench.DashboardPages;

/// <summary>What a person waits for, measured inside the browser's own clock.</summary>
internal static class Stopwatches
{
    /// <summary>Milliseconds from a navigation's start to the frame in which the page's content was painted.</summary>
    public static async Task<double> FirstLoadAsync(IPage page, string path, string content)
    {
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Commit });
        return await page.EvaluateAsync<double>("""
            async (selector) => {
              while (!document.querySelector(selector)) await new Promise(requestAnimationFrame);
              await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
              return performance.now();
            }
            """, content);
    }

    /// <summary>Milliseconds from a click on a trace, and from the arrival of its data, to the frame in which it was painted.</summary>
    public static Task<double[]> OpenTraceAsync(IPage page, string traceId) => page.EvaluateAsync<double[]>("""
        async (traceId) => {
          performance.clearMarks();
          const link = document.body.appendChild(document.createElement('a'));
          link.href = `traces/${traceId}`;
          const clicked = performance.now();
          link.click();
          link.remove();
          while (performance.getEntriesByName('trace:drawn').length === 0) await new Promise(requestAnimationFrame);
          await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
          const painted = performance.now();
          return [painted - clicked, painted - performance.getEntriesByName('trace:arrived')[0].startTime];
        }
        """, traceId);
}
