using TfKeyedExport.Errors;

namespace TfKeyedExport.Cli.Terminals;

/// <summary>What is written to a standard stream. The first failure is told as an error of the output, once; what follows is dropped.</summary>
/// <param name="inner">The stream itself; null if it is closed.</param>
/// <param name="name">What messages call it; null if nobody can be told, because it is standard error that failed.</param>
internal sealed class OutputStream(Stream? inner, string? name) : WriteOnlyStream
{
    private bool _broken;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_broken || buffer.IsEmpty)
            return;
        try
        {
            if (inner is null)
                throw new IOException("it is closed");
            inner.Write(buffer);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Break(error);
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        if (_broken)
            return;
        try
        {
            inner?.Flush();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Break(error);
        }
    }

    private void Break(Exception error)
    {
        _broken = true;
        if (name is not null)
            throw TfKeyedException.Output(
                $"{name} cannot be written ({error.Message.TrimEnd('.')})", null,
                "what was asked for is done except for telling it; send the output to a file or a program that reads all of it", error);
    }
}
