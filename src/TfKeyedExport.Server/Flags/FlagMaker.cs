using TfKeyedExport.Serving.Configuration;

namespace TfKeyedExport.Server.Flags;

/// <summary>Makes the flags of a group, a line each.</summary>
/// <param name="group">The group.</param>
/// <param name="isTensorFlowServings">Whether they are TensorFlow Serving's.</param>
internal sealed class FlagMaker(FlagGroup group, bool isTensorFlowServings)
{
    /// <summary>A flag of which the last value counts.</summary>
    public Flag One<T>(
        string name, string valueName, FlagType<T> type, string description,
        Func<ServerOptions, T?> get, Func<ServerOptions, T, ServerOptions> set, string? defaultWords = null) => new Flag<T>(type, get, (o, v) => set(o, v[^1]))
        {
            Name = name,
            ValueName = valueName,
            Group = group,
            Description = description,
            IsTensorFlowServings = isTensorFlowServings,
            DefaultWords = defaultWords,
        };

    /// <summary>A flag that is on or off.</summary>
    public Flag Switch(string name, string description, Func<ServerOptions, bool> get, Func<ServerOptions, bool, ServerOptions> set) =>
        One(name, "", FlagTypes.Truth, description, get, set);

    /// <summary>A flag all of whose values count.</summary>
    public Flag Many(string name, string valueName, FlagType<string> type, string description, Func<ServerOptions, Sequence<string>, ServerOptions> set) =>
        new Flag<string>(type, _ => null, (o, v) => set(o, new Sequence<string>(v)))
        {
            Name = name,
            ValueName = valueName,
            Group = group,
            Description = description,
            IsTensorFlowServings = isTensorFlowServings,
            IsRepeatable = true,
        };

    /// <summary>A flag that has no meaning here: its value is held against its type, and nothing else.</summary>
    public Flag Ignored<T>(string name, string valueName, FlagType<T> type, string defaultWords, string why) => new Flag<T>(type, _ => default, (o, _) => o)
    {
        Name = name,
        ValueName = valueName,
        Group = group,
        Description = why,
        IsTensorFlowServings = isTensorFlowServings,
        WhyIgnored = why,
        DefaultWords = defaultWords,
    };
}
