using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;

namespace TfKeyedExport.Serving.Failures;

/// <summary>A call that was answered with an error.</summary>
/// <param name="Protocol">How it came in.</param>
/// <param name="Kind">What it asked for.</param>
/// <param name="Model">The model as the client named it.</param>
/// <param name="Version">The version; empty if the call did not get there.</param>
/// <param name="Signature">The signature; empty if the call did not get there.</param>
/// <param name="Code">The error's code.</param>
/// <param name="Message">What the client was told.</param>
internal readonly record struct FailedCall(
    CallProtocol Protocol, CallKind Kind, string Model, string Version, string Signature, Code Code, string Message);
