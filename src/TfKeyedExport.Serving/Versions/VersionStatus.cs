using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Serving.Versions;

/// <summary>What a client is told of a version.</summary>
/// <param name="Number">The version.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Code">The code of what went wrong; <see cref="Code.Ok"/> if nothing did.</param>
/// <param name="Message">What went wrong, or what is waited for; empty if there is nothing to tell.</param>
internal sealed record VersionStatus(long Number, ServableState State, Code Code, string Message);
