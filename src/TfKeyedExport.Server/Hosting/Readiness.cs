namespace TfKeyedExport.Server.Hosting;

/// <summary>Whether the server wants more calls: not before its models are there, and not when it is going to end.</summary>
internal sealed class Readiness
{
    private volatile bool _ending;

    /// <summary>Whether it is going to end.</summary>
    public bool IsEnding => _ending;

    /// <summary>Says that it is going to end.</summary>
    public void End() => _ending = true;
}
