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
    /// <summary>Answers a request.</summary>
    /// <exception cref="ServingFault">There is no such model, version or label, or the path has another form.</exception>
    public void Answer(HttpContext context)
    {
        RestRoute route = RestRoute.Parse(RawTarget.PathOf(context.Request), isPost: false) ?? throw RestHandler.Malformed(context.Request);
        if (route.Model.Length == 0 && options.Quirks)
            throw ServingFault.Invalid("Missing model name in request.");
        if (route.Model.Length == 0)
            List(context);
        else if (route.Choice.Number == -1)
            throw ServingFault.Invalid($"no version has the number in {RawTarget.Of(context.Request)}");
        else if (route.Verb == RestVerb.Metadata)
            Reply.SendJson(context, buffer => WriteMetadata(buffer, route));
        else
            Reply.SendJson(context, buffer => WriteStatus(buffer, route));
    }

    /// <summary>The list of models, also where the path of TensorFlow Serving's form has no list.</summary>
    public void List(HttpContext context) => Reply.SendJson(context, buffer => ModelsAnswer.Write(buffer, server.Table.Models.Values));

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
