namespace TfKeyedExport.Cli.Inspecting;

/// <summary>What the page of an inspected model has beyond the style of all pages.</summary>
internal static class InspectStyle
{
    /// <summary>The style.</summary>
    public const string Text = """
        .drawing { overflow-x: auto; margin: .5rem 0; } .drawing svg { display: block; min-width: 40rem; max-width: 100%; height: auto; }
        .drawing text { fill: var(--text); font: 13px var(--mono); } .drawing .soft { fill: var(--soft); } .drawing .key { fill: var(--key);
          font-weight: 600; }
        .drawing rect { fill: var(--sunk); stroke: var(--line); } .drawing path { fill: none; stroke: var(--edge); stroke-width: 1.5; }
        .drawing path.key { stroke: var(--key); stroke-width: 3; } .drawing path.none { stroke: var(--line); stroke-width: 3; stroke-dasharray: 6 6; }
        .drawing rect.key { fill: var(--card); stroke: var(--key); }
        .block { margin: .375rem 0; padding: .3125rem .75rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; min-width: 0; }
        .block .block { background: none; border-width: 0 0 0 2px; border-radius: 0; padding: .125rem 0 .125rem .75rem; margin: .125rem 0 .125rem .25rem; }
        .block:target { border-color: var(--key); }
        .block > summary { display: flex; flex-wrap: wrap; align-items: center; gap: .125rem .625rem; list-style: none; }
        .block > summary::-webkit-details-marker { display: none; }
        .block > summary::before { content: ""; flex: none; width: .375rem; height: .375rem; border: solid var(--soft); border-width: 0 2px 2px 0;
          transform: rotate(-45deg); }
        .block[open] > summary::before { transform: rotate(45deg); }
        .block summary code { overflow-wrap: anywhere; min-width: 0; } .block > summary > code { font-weight: 600; }
        .block .block > summary > code { font-weight: 400; }
        .kind { color: var(--soft); font-size: .75rem; }
        .share { margin-left: auto; flex: none; } .share rect { fill: var(--first); opacity: .75; }
        .count { min-width: 6.5rem; text-align: right; font-size: .8125rem; color: var(--soft); font-variant-numeric: tabular-nums; }
        .ops, .links { margin: .25rem 0 .375rem; font-size: .8125rem; color: var(--soft); } .ops { font-family: var(--mono); font-size: .75rem; }
        .fold > summary { margin: .75rem 0 .5rem; font-weight: 600; }
        td { font-family: var(--mono); font-size: .8125rem; } td.words { font-family: inherit; min-width: 14rem; } td.call { min-width: 22rem; }
        td:first-child { min-width: 15rem; } td { min-width: 4rem; }
        @media (max-width: 40rem) { .share { display: none; } .count { margin-left: auto; } }
        """;
}
