using TfKeyedExport.Errors;
using TfKeyedExport.Remote.Protocols;
using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Remote;

/// <summary>Finds out what a server's model is.</summary>
/// <param name="target">The model.</param>
/// <param name="time">The clock.</param>
internal sealed class ServedModelFinder(RemoteTarget target, TimeProvider time)
{
    private static readonly TimeSpan AskingPatience = TimeSpan.FromSeconds(10);

    /// <summary>Asks what the model is, and has a client for that version only: another one that is swapped in may rightly answer otherwise.</summary>
    /// <exception cref="TfKeyedException">The server cannot be reached, does not let this caller in, or has no such model.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task<(IModelClient Client, RemoteModel Model)> Open(CancellationToken cancellation)
    {
        IModelClient client = ModelClients.For(target);
        try
        {
            RemoteModel model = await Describe(client, cancellation).ConfigureAwait(false);
            if (model.Version is not { } version || target.Version is not null)
                return (client, model);
            IModelClient pinned = ModelClients.For(target with { Version = version, Label = null });
            if (await Try(pinned.Describe, cancellation).ConfigureAwait(false) is null)
            {
                // Whatever stands there knows no versions.
                pinned.Dispose();
                return (client, model);
            }
            client.Dispose();
            return (pinned, model);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>The sizes at which the server cuts or fills up batches; empty if it does not say.</summary>
    public async Task<IReadOnlyList<int>> BatchSizes(IModelClient client, CancellationToken cancellation) =>
        await Try(client.BatchSizes, cancellation).ConfigureAwait(false) ?? [];

    // What can be done without; nobody waits for it for long.
    private async Task<T?> Try<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellation)
        where T : class
    {
        using var patience = new CancellationTokenSource(AskingPatience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            return await ask(both.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is RemoteFault or TfKeyedException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    private async Task<RemoteModel> Describe(IModelClient client, CancellationToken cancellation)
    {
        string where = $"{target.Address.Text}, model {target.Name}";
        using var patience = new CancellationTokenSource(AskingPatience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            return await client.Describe(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new TfKeyedException(
                ErrorKind.Remote, $"the server did not say within {AskingPatience.TotalSeconds:0} s what the model is", where,
                "see whether it is up, and loading", e);
        }
        catch (RemoteFault fault) when (fault.IsUnreached)
        {
            throw new TfKeyedException(
                ErrorKind.Remote, $"the server cannot be reached ({fault.Message})", where,
                target.Address.IsGrpc
                    ? "check host and port (gRPC mostly has 8500), and whether it wants TLS: grpcs://"
                    : "check host and port (REST mostly has 8501)",
                fault);
        }
        catch (RemoteFault fault)
        {
            throw fault.Code switch
            {
                Code.Unauthenticated or Code.PermissionDenied =>
                    TfKeyedException.Refused($"the server does not let this caller in ({fault.Line})", where, "give its token with --token-file FILE", fault),
                Code.NotFound => TfKeyedException.Unreadable(
                    $"the server has no such model ({fault.Line})", where,
                    "name one that it serves with --model NAME, NAME/versions/N or NAME/labels/LABEL", fault),
                Code.Unavailable => new TfKeyedException(
                    ErrorKind.Remote, $"the server is not ready ({fault.Line})", where, "try again when the model is AVAILABLE", fault),
                _ => new TfKeyedException(
                    ErrorKind.Remote, $"the server does not say what the model is ({fault.Line})", where, "make sure that it is a model server", fault),
            };
        }
    }
}
