using System.Text;

namespace TfKeyedExport.Cli.Terminals;

/// <summary>The program's input and outputs, and what the outputs can show. Everything is written through it, so that tests can listen.</summary>
/// <remarks>The streams are opened when they are first needed: a whole run may take less time than <see cref="Console"/> takes to wake up.</remarks>
internal sealed class Terminal : IDisposable
{
    private readonly Lazy<Stream> _input;
    private readonly Lazy<StreamWriter> _out;
    private readonly Lazy<StreamWriter> _error;

    public Terminal(Func<Stream> input, Func<Stream> output, Func<Stream> error, bool outputIsTerminal, bool errorIsTerminal, bool colour)
    {
        _input = new(input);
        _out = new(() => Writer(output()));
        _error = new(() => Writer(error()));
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
    public StreamWriter Out => _out.Value;

    /// <summary>Standard error: messages and progress.</summary>
    public StreamWriter Error => _error.Value;

    /// <summary>How to emphasise text on standard output.</summary>
    public TextStyle Style { get; }

    /// <summary>How to emphasise text on standard error.</summary>
    public TextStyle ErrorStyle { get; }

    /// <summary>Whether a line that is written again and again is of use on standard error.</summary>
    public bool ShowsProgress { get; }

    /// <summary>Characters in a line.</summary>
    public int Width { get; }

    /// <summary>The process's own streams; colour only on a terminal, and not with NO_COLOR set or TERM=dumb.</summary>
    public static Terminal OfProcess() => new(
        Console.OpenStandardInput,
        Console.OpenStandardOutput,
        Console.OpenStandardError,
        !Console.IsOutputRedirected,
        !Console.IsErrorRedirected,
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb");

    /// <summary>Writes bytes, such as a whole JSON document, after the text written so far, and ends the line.</summary>
    public void WriteDocument(ReadOnlySpan<byte> utf8)
    {
        Out.Flush();
        Out.BaseStream.Write(utf8);
        Out.BaseStream.Write("\n"u8);
    }

    public void Dispose()
    {
        if (_out.IsValueCreated)
            _out.Value.Flush();
        if (_error.IsValueCreated)
            _error.Value.Flush();
    }

    private static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
}
