using Google.Protobuf.Reflection;
using Grpc.Health.V1;
using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Conformance.Grpc;

/// <summary>The methods that cases may name.</summary>
internal static class GrpcMethods
{
    private static readonly FileDescriptor[] Files =
    [
        PredictionServiceReflection.Descriptor, ModelServiceReflection.Descriptor, HealthReflection.Descriptor,
    ];

    /// <summary>A service's method.</summary>
    /// <exception cref="FormatException">There is none of the name.</exception>
    public static MethodDescriptor Find(string service, string method) =>
        Files.SelectMany(f => f.Services).FirstOrDefault(s => s.FullName == service)?.FindMethodByName(method)
        ?? throw new FormatException($"the runner does not know method {service}/{method}");
}
