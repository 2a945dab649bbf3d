using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Serving;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Versions;

namespace TfKeyedExport.Server.Rest;

/// <summary>What is asked without a body: states of versions, signatures, and the list of models.</summary>
/// <param name="server">The models.</param>
/// <param name="options">How to serve.</param>
internal sealed class QuestionEndpoints(ModelServer server, ServerOptions options)
{
    private const int Ok = 200;

    /// <summary>Answers a request.</summary>
    /// <exception cref="ServingFault">There is no such model, version or label, or the path has another form.</exception>
    public void Answer(HttpContext context)
    {
        RestRoute route = RestRoute.Parse(RawTarget.PathOf(context.Request), isPost: false) ?? throw RestHandler.Malformed(context.Request);
        ReplyBuffer buffer = ReplyBuffer.Take();
        if (route.Model.Length == 0)
            WriteModels(buffer);
        else if (route.Choice.Number == -1)
            throw ServingFault.Invalid($"no version has the number in {RawTarget.Of(context.Request)}");
        else if (route.Verb == RestVerb.Metadata)
            WriteMetadata(buffer, route);
        else
            WriteStatus(buffer, route);
        Reply.Send(context, Ok, MediaTypes.Json, buffer.Written);
        buffer.Return();
    }

    /// <summary>The list of models, also where the path of TensorFlow Serving's form has no list.</summary>
    public void List(HttpContext context)
    {
        ReplyBuffer buffer = ReplyBuffer.Take();
        ModelsAnswer.Write(buffer, server.Table.Models.Values);
        Reply.Send(context, Ok, MediaTypes.Json, buffer.Written);
        buffer.Return();
    }

    private void WriteModels(ReplyBuffer buffer)
    {
        if (options.Quirks)
            throw ServingFault.Invalid("Missing model name in request.");
        ModelsAnswer.Write(buffer, server.Table.Models.Values);
    }

    private void WriteStatus(ReplyBuffer buffer, RestRoute route) => StatusAnswer.Write(
        buffer,
        [.. server.Table.Status(route.Model, route.Choice).Select(s => new Formats.Rest.VersionStatus(
            s.Number, s.State.ToString().ToUpperInvariant(), FaultCodes.Name(s.Code), s.Message))]);

    private void WriteMetadata(ReplyBuffer buffer, RestRoute route)
    {
        using VersionLease lease = server.Table.Lease(route.Model, route.Choice);
        MetadataAnswer.Write(buffer, route.Model, lease.Version.Number, lease.Version.Model.All);
    }
}
