using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Embedded;
using TfKeyedExport.TensorFlow.Libraries;
using TfKeyedExport.Text;

namespace TfKeyedExport.Cli.Engines;

/// <summary>Shows the engines to people.</summary>
/// <param name="terminal">Where to print.</param>
internal sealed class EnginesText(Terminal terminal)
{
    private readonly VisibleWriter _out = terminal.Out;
    private readonly TextStyle _style = terminal.Style;

    public void Print(IReadOnlyList<LibraryCandidate> candidates)
    {
        string vectors = EmbeddedSupport.VectorBits == 0 ? "no vectors" : $"vectors of {EmbeddedSupport.VectorBits} bits";
        _out.WriteLine(_style.Bold("embedded"));
        _out.WriteLine(
            $"  {_style.Good("ready")}        version {EmbeddedSupport.Version}, {EmbeddedSupport.OperationCount} operations, {vectors}, "
                + $"{EmbeddedSupport.Threads} threads");
        _out.WriteLine();
        _out.WriteLine(_style.Bold("tensorflow"));
        foreach (LibraryCandidate candidate in candidates)
            Print(candidate);
        if (candidates.All(c => c.Status == LibraryStatus.TurnedDown))
            _out.WriteLine("  none can be used: name one with --tensorflow or TFKEYED_TENSORFLOW, or install Python's tensorflow package");
    }

    private void Print(LibraryCandidate candidate)
    {
        StyledText status = candidate.Status switch
        {
            LibraryStatus.Chosen => _style.Good("chosen     "),
            LibraryStatus.Usable => "usable     ",
            _ => _style.Faint("turned down"),
        };
        string version = candidate.Version is null ? "" : $", version {candidate.Version}";
        string devices = candidate.Devices.Count == 0 ? "" : $", devices {string.Join(", ", candidate.Devices)}";
        _out.WriteLine($"  {status}  {candidate.Path} ({candidate.Source}){version}{devices}");
        if (candidate.Reason is { } reason)
            _out.WriteLine($"               {reason}");
    }
}
