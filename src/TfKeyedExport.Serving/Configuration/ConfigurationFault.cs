using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Serving.Configuration;

/// <summary>One thing that is wrong with a configuration.</summary>
/// <param name="Code">The canonical code that a client gets.</param>
/// <param name="Message">What is wrong; where TensorFlow Serving has words for it, exactly these.</param>
/// <param name="Next">What to do about it.</param>
internal sealed record ConfigurationFault(Code Code, string Message, string Next)
{
    /// <summary>A wrong value.</summary>
    public static ConfigurationFault Invalid(string message, string next) => new(Code.InvalidArgument, message, next);

    /// <summary>Something that is right in itself, and that this server does not do.</summary>
    public static ConfigurationFault Unimplemented(string message, string next) => new(Code.Unimplemented, message, next);

    /// <summary>All of it, for people.</summary>
    public override string ToString() => $"{Message.TrimEnd('.')}. {Next}";
}
