using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Keying.Python;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Checking.Verdicts;

/// <summary>Judges what no engine runs: the objects by which Python's loader calls the signature.</summary>
internal static class PythonLoaderProperty
{
    /// <summary>Reads the objects; nothing is run.</summary>
    public static PropertyReport Judge(MetaGraph? metaGraph, Subject subject)
    {
        if (metaGraph is null)
            return new PropertyReport(PropertyNames.PythonLoader, PropertyStatus.Skipped, "the model's own description is not at hand");
        PythonFinding finding = PythonLoader.Judge(metaGraph, subject.Signature, subject.Keys.Select(k => (k.Input, k.Output)));
        PropertyStatus status = finding.Kind switch
        {
            PythonCallKind.Agrees => PropertyStatus.Passed,
            PythonCallKind.Mistakes => PropertyStatus.Failed,
            _ => PropertyStatus.Skipped,
        };
        return new PropertyReport(PropertyNames.PythonLoader, status, finding.Detail);
    }
}
