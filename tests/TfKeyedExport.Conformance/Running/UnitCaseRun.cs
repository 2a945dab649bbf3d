using Google.Protobuf.Reflection;
using TfKeyedExport.Conformance.Cases;
using TfKeyedExport.Conformance.Matching;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Conformance.Running;

/// <summary>The server's table of canonical codes, which no fixture brings about in full.</summary>
internal static class UnitCaseRun
{
    private static readonly HashSet<string> CaseKeys = ["id", "topic", "setup", "request", "expect", "source", "note", "derived", "policy"];
    private static readonly HashSet<string> ExpectKeys = ["canonical", "status"];

    /// <summary>Says what nobody knows of a case, or null.</summary>
    public static string? Unknown(Case one) => UnknownKeys.Of(one.Node, "key", CaseKeys) ?? UnknownKeys.Of(one.Expect, "expectation", ExpectKeys);

    /// <summary>Runs a case; says what is wrong, or null.</summary>
    public static string? Run(Case one)
    {
        if (Unknown(one) is { } unknown)
            return unknown;
        EnumDescriptor codes = ErrorCodesReflection.Descriptor.FindTypeByName<EnumDescriptor>("Code");
        string name = one.Expect["canonical"]!.Text;
        if (codes.FindValueByName(name) is not { } value)
            return $"the runner does not know code {name}";
        int status = FaultCodes.ToHttp((Code)value.Number);
        return one.Expect["status"] is { } wanted && wanted.Number == status ? null : $"status {one.Expect["status"]} expected for {name}, came {status}";
    }
}
