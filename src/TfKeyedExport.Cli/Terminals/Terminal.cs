using System.Text;
using TfKeyedExport.Text;

namespace TfKeyedExport.Cli.Terminals;

/// <summary>The program's input and outputs, and what the outputs can show. Everything is written through it, so that tests can listen.</summary>
/// <remarks>
/// What is written comes out visible: names and messages of others cannot steer the reader's terminal (see <see cref="VisibleWriter"/>).
/// The streams are opened when they are first needed: a whole run may take less time than <see cref="Console"/> takes to wake up.
/// </remarks>
internal sealed class Terminal : IDisposable
{
    private readonly Lazy<Stream> _input;
    private readonly Lazy<Stream> _outStream;
    private readonly Lazy<VisibleWriter> _out;
    private readonly Lazy<VisibleWriter> _error;

    /// <summary>Makes a terminal of streams; a null stream is closed.</summary>
    public Terminal(Func<Stream> input, Func<Stream?> output, Func<Stream?> error, bool outputIsTerminal, bool errorIsTerminal, bool colour)
    {
        _input = new(input);
        _outStream = new(() => new OutputStream(output(), "standard output"));
        _out = new(() => Writer(_outStream.Value));
        _error = new(() => Writer(new OutputStream(error(), null)));
        Style = new TextStyle(colour && outputIsTerminal);
        ErrorStyle = new TextStyle(colour && errorIsTerminal);
        ShowsProgress = errorIsTerminal;
        Width = outputIsTerminal ? Console.WindowWidth : DefaultWidth;
    }

    /// <summary>The width to which text is wrapped when nobody looks at it on a screen.</summary>
    public const int DefaultWidth = 100;

    /// <summary>Standard input, as bytes.</summary>
    public Stream Input => _input.Value;

    /// <summary>Standard output: the answer that was asked for.</summary>
    public VisibleWriter Out => _out.Value;

    /// <summary>Standard error: messages and progress.</summary>
    public VisibleWriter Error => _error.Value;

    /// <summary>How to emphasise text on standard output.</summary>
    public TextStyle Style { get; }

    /// <summary>How to emphasise text on standard error.</summary>
    public TextStyle ErrorStyle { get; }

    /// <summary>Whether a line that is written again and again is of use on standard error.</summary>
    public bool ShowsProgress { get; }

    /// <summary>Characters in a line.</summary>
    public int Width { get; }

    /// <summary>The job of GitHub Actions that this runs in; null outside of any.</summary>
    public GitHubRun? GitHub { get; init; }

    /// <summary>The process's own streams; colour only on a terminal, and not with NO_COLOR set or TERM=dumb.</summary>
    public static Terminal OfProcess()
    {
        (bool input, bool output, bool error) = StandardStreams.Prepare();
        return new Terminal(
            input ? Console.OpenStandardInput : () => Stream.Null,
            () => output ? StandardStreams.Open(1) : null,
            () => error ? StandardStreams.Open(2) : null,
            output && !Console.IsOutputRedirected,
            error && !Console.IsErrorRedirected,
            string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb")
        { GitHub = GitHubRun.OfProcess() };
    }

    /// <summary>Writes bytes, such as a whole JSON document, after the text written so far, and ends the line.</summary>
    public void WriteDocument(ReadOnlySpan<byte> utf8)
    {
        Out.Flush();
        VisibleJson.Write(utf8, _outStream.Value);
        _outStream.Value.Write("\n"u8);
    }

    public void Dispose()
    {
        if (_out.IsValueCreated)
            _out.Value.Flush();
        if (_error.IsValueCreated)
            _error.Value.Flush();
    }

    private static VisibleWriter Writer(Stream stream) =>
        VisibleWriter.Of(new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" });
}
