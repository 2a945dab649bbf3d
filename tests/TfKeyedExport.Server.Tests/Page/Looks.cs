namespace TfKeyedExport.Server.Tests.Page;

/// <summary>What a page must be for everybody to use it, as a script that tells what it is not.</summary>
internal static class Looks
{
    /// <summary>Names every field without a label, every text that is too faint (less than 4.5 to 1, as computed), and every id that is given twice.</summary>
    public const string Faults = """
        (() => {
          const faults = [];
          const isSeen = e => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== "hidden";
          for (const e of document.querySelectorAll("input, select, textarea, button")) {
            if (isSeen(e) && !(e.labels?.length > 0 || e.getAttribute("aria-label") || e.textContent.trim()))
              faults.push(`no label: ${e.outerHTML.slice(0, 80)}`);
          }
          for (const e of document.querySelectorAll("[id]")) {
            if (document.querySelectorAll(`[id="${e.id}"]`).length > 1)
              faults.push(`twice: ${e.id}`);
          }
          for (const e of document.querySelectorAll(".scroll")) {
            if (isSeen(e) && e.scrollWidth > e.clientWidth && e.tabIndex < 0)
              faults.push(`cannot be scrolled by keys: ${e.id || e.className}`);
          }
          const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
          const rgba = css => {
            canvas.clearRect(0, 0, 1, 1);
            canvas.fillStyle = css;
            canvas.fillRect(0, 0, 1, 1);
            return [...canvas.getImageData(0, 0, 1, 1).data];
          };
          const light = c => c.slice(0, 3).map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
            .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
          const behind = e => {
            for (; e; e = e.parentElement) {
              const color = rgba(getComputedStyle(e).backgroundColor);
              if (color[3] === 255)
                return color;
            }
            return [255, 255, 255, 255];
          };
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), seen = new Set();
          while (walk.nextNode()) {
            const e = walk.currentNode.parentElement;
            if (!walk.currentNode.data.trim() || seen.has(e) || !isSeen(e) || ["SCRIPT", "STYLE", "NOSCRIPT", "OPTION"].includes(e.tagName))
              continue;
            seen.add(e);
            const style = getComputedStyle(e), isDrawn = e.namespaceURI.endsWith("svg");
            const [a, b] = [light(rgba(isDrawn ? style.fill : style.color)), light(behind(e))].sort((x, y) => y - x);
            const ratio = (a + 0.05) / (b + 0.05);
            if (ratio < 4.5)
              faults.push(`${ratio.toFixed(2)}: ${e.tagName} ${e.textContent.trim().slice(0, 40)}`);
          }
          return faults.join("\n");
        })()
        """;
}
