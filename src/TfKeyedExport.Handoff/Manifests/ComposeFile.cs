using System.Globalization;
using TfKeyedExport.Handoff.Yaml;

namespace TfKeyedExport.Handoff.Manifests;

/// <summary>One server for Docker Compose, which only this machine reaches.</summary>
internal static class ComposeFile
{
    /// <summary>The file.</summary>
    public static string Write(RootContext context)
    {
        var service = new YamlMap { { "image", Literal(context.Server.Image) } };
        bool isOurs = context.Server.Kind == ServerKind.Tfkeyed;
        if (!isOurs)
            service.Add("entrypoint", YamlList.Of([ServerCommand.TensorFlowServing]), "The image's own start would add flags for a model that is not there.");
        service.Add("command", YamlList.Of(ServerCommand.InContainer(context).Select(Literal)), isOurs ? ServerCommand.WhyInsecure : null);
        service.Add("ports", YamlList.Of([Port(ServerCommand.GrpcPort), Port(ServerCommand.RestPort)]), "gRPC, and REST with metrics: for this machine only.");
        service.Add(
            "volumes",
            new YamlList
            {
                new YamlMap { { "type", "bind" }, { "source", Literal(context.Repository) }, { "target", Literal(context.Repository) }, { "read_only", true } },
            },
            "At the same path as outside, since models.config has absolute paths.");
        service.Add("read_only", true);
        service.Add("tmpfs", YamlList.Of(["/tmp"]));
        service.Add("cap_drop", YamlList.Of(["ALL"]));
        service.Add("security_opt", YamlList.Of(["no-new-privileges:true"]));
        service.Add("restart", "unless-stopped");
        return YamlWriter.Write(new YamlMap { { "services", new YamlMap { { "serving", service } } } });
    }

    private static string Port(int port) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}:{port}");

    // Compose puts variables in the place of what follows a dollar.
    private static string Literal(string text) => text.Replace("$", "$$", StringComparison.Ordinal);
}
