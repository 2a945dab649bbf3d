namespace TfKeyedExport.Checking.Tests.Fakes;

/// <summary>The tests that trace calls on TensorFlow: it traces one call at a time in a process, and refuses another.</summary>
internal static class TensorFlowSession
{
    public const string Name = "TensorFlow";
}
