using TfKeyedExport.Hosting;

namespace TfKeyedExport.Checking.Unkeyed;

/// <summary>The model without keys, ready to run, and how its arguments match those of the keyed signature.</summary>
/// <param name="Host">Its host; disposed with this.</param>
/// <param name="Runner">The signature without keys.</param>
/// <param name="Arguments">How the arguments match.</param>
/// <param name="Description">What it is, for people.</param>
internal sealed record UnkeyedModel(IModelHost Host, ISignatureRunner Runner, ArgumentMatch Arguments, string Description) : IDisposable
{
    public void Dispose() => Host.Dispose();
}
