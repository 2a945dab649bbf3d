using TfKeyedExport.Serving.Configuration;

namespace TfKeyedExport.Server.Hosting;

/// <summary>What can be asked for and is not there yet: said at the start, and never passed over in silence.</summary>
internal static class NotYet
{
    /// <summary>What changes nothing yet.</summary>
    public static IEnumerable<string> Warnings(ServerOptions options)
    {
        if (options.CheckMethodName)
            yield return "--enable_signature_method_name_check changes nothing yet: signatures are told by their tensors' names";
        if (options.GrpcChannelArguments.Length > 0)
            yield return "--grpc_channel_arguments changes nothing yet";
        if (options.RestThreads is not null || options.GrpcThreads is not null)
            yield return "--rest_api_num_threads and --grpc_max_threads change nothing yet: the runtime's threads carry requests, and models have their own";
    }
}
