using System.Globalization;
using System.Text;
using TfKeyedExport.Handoff.Layout;
using TfKeyedExport.Handoff.Texts;
using TfKeyedExport.Signatures;
using TfKeyedExport.Text;

namespace TfKeyedExport.Handoff.Manifests;

/// <summary>What to do with a repository, for whoever finds it.</summary>
/// <param name="context">The repository.</param>
/// <param name="model">The model that was handed over last.</param>
/// <param name="signature">Its signature.</param>
/// <param name="request">A request of one row; null if it is too long to show.</param>
internal sealed class ReadmeText(RootContext context, string model, ModelSignature signature, string? request)
{
    private readonly StringBuilder _text = new();

    /// <summary>Commands that start a server, by what starts it.</summary>
    public static IReadOnlyList<(string Name, string Command)> Commands(RootContext context)
    {
        List<string> docker =
        [
            "docker run --rm",
            string.Create(CultureInfo.InvariantCulture, $"-p 127.0.0.1:{ServerCommand.GrpcPort}:{ServerCommand.GrpcPort}"),
            string.Create(CultureInfo.InvariantCulture, $"-p 127.0.0.1:{ServerCommand.RestPort}:{ServerCommand.RestPort}"),
            $"--mount {ShellText.Quote($"type=bind,{Csv($"source={context.Repository}")},{Csv($"target={context.Repository}")},readonly")}",
            .. context.Server.Kind == ServerKind.TensorFlowServing ? [$"--entrypoint {ServerCommand.TensorFlowServing}"] : (string[])[],
            ShellText.Quote(context.Server.Image),
            .. ServerCommand.InContainer(context).Select(ShellText.Quote),
        ];
        return
        [
            ("Docker", ShellText.Lines(docker)),
            ("Docker Compose", $"docker compose -f {ShellText.Quote(context.File(RepositoryFiles.Compose))} up"),
            ("Kubernetes", $"kubectl apply -f {ShellText.Quote(context.File(RepositoryFiles.Kubernetes))}"),
            ("tfkeyed", ShellText.Lines(["tfkeyed serve --rest_api_port=8501", .. ServerCommand.ModelFlags(context).Select(ShellText.Quote)])),
        ];
    }

    /// <summary>Commands that look at a server that runs.</summary>
    public static IReadOnlyList<string> LiveChecks(string model) =>
        [$"tfkeyed check --remote http://localhost:8501 --model {model}", $"tfkeyed check --remote grpc://localhost:8500 --model {model}"];

    /// <summary>The file.</summary>
    public string Write()
    {
        Line("# Models to serve", "");
        Line($"For {context.Server.Title}, laid out by `tfkeyed handoff`. The same files drive TensorFlow Serving and `tfkeyed serve`.", "");
        Table();
        Run();
        Ask();
        Check();
        Files();
        return _text.ToString();
    }

    private void Table()
    {
        Line("| model | the check's verdict | requests are joined to batches of |", "|---|---|---|");
        foreach (ServedModel served in context.Models)
            Line($"| {Cell(served.Name)} | {Cell(served.Verdict)} | {(served.Sizes.Count > 0 ? string.Join(", ", served.Sizes) : "each request by itself")} |");
        Line("");
        if (context.Models.Any(m => m.Verdict.Contains("--allow-unsafe", StringComparison.Ordinal)))
        {
            Line(
                "**Not safe.** A model of this list was handed over although its check did not say safe: its answers must not be matched with keys before",
                "somebody has understood why. `tfkeyed_verdict.json` in its version's folder says what was found.", "");
        }
        Line(
            "Verdicts are for people: no server believes them. `tfkeyed serve` checks for itself before it joins rows of many clients; TensorFlow Serving",
            "asks nobody.", "");
    }

    private void Run()
    {
        Line("## Run it", "");
        foreach ((string name, string command) in Commands(context))
        {
            Line($"{name}:", "");
            Block("sh", command);
        }
        if (context.Server.Kind == ServerKind.Tfkeyed)
        {
            Line(
                "The `Dockerfile` makes the image from a checkout of TfKeyedExport. **It is untested**: there was no Docker where it was written.", "");
            Block("sh", $"docker build --file {ShellText.Quote(context.File(RepositoryFiles.Docker))} --tag {ShellText.Quote(context.Server.Image)} CHECKOUT");
        }
        Line(
            "Containers see this folder at the same path as you do, and cannot write to it. In Kubernetes it comes from a volume claim of yours, which",
            "`kubernetes.yaml` names. `compose.yaml` and `kubernetes.yaml` were read back by strict parsers; no container was started from them here.", "");
    }

    private void Ask()
    {
        Line("## Ask it", "");
        if (request is not null)
        {
            Block("sh", ShellText.Lines([$"curl {ShellText.Quote($"http://localhost:8501/v1/models/{model}:predict")}", $"-d {ShellText.Quote(request)}"]));
            Line("The key comes back beside its row's answer, whatever rows it was run with.", "");
        }
        else
        {
            Line($"`POST http://localhost:8501/v1/models/{model}:predict`. A row of this model is too long to show here.", "");
        }
        Line($"The signature `{Code(signature.Name)}` takes:", "");
        foreach (SignatureArgument input in signature.Inputs)
            Line($"- `{Code(input.ToString())}`");
        Line("", "and returns:", "");
        foreach (SignatureArgument output in signature.Outputs)
            Line($"- `{Code(output.ToString())}`");
        Line("");
    }

    private void Check()
    {
        Line("## Check it live", "");
        Block("sh", string.Join('\n', LiveChecks(model)));
        Line(
            "Each key has to come back with its own answer, from many clients at once. Metrics are at",
            "`http://localhost:8501/monitoring/prometheus/metrics`.", "");
    }

    private void Files()
    {
        Line("## What is here", "");
        Line("| file | what it is |", "|---|---|");
        Line(
            "| `NAME/VERSION/` | a model, byte for byte as it was handed over; it appears whole or not at all, so a server may poll |",
            "| `.../assets.extra/tf_serving_warmup_requests` | keyed calls that a server makes while it loads the version, one a batch size |",
            "| `.../batching_params.pbtxt` | the version's batch sizes, with what was measured; without it, its requests are not joined |",
            "| `.../tfkeyed_verdict.json` | the report of the check, for people |",
            "| `models.config` | the list of models. It is yours: `tfkeyed handoff` adds models and changes nothing else |",
            "| `batching_parameters.txt`, `monitoring.config` | what holds for all models |",
            "| `compose.yaml`, `kubernetes.yaml`" + (context.Server.Kind == ServerKind.Tfkeyed ? ", `Dockerfile`" : "") + " | to run a server |");
        Line(
            "",
            "A new version is handed over by the same command; the running server takes it by itself and lets the last one go when it answers. A generated",
            "file that you have changed stays as it is, and the new one comes beside it as `NAME.new`.");
    }

    private void Block(string language, string text) => Line($"```{language}", text, "```", "");

    private void Line(params ReadOnlySpan<string> lines)
    {
        foreach (string line in lines)
            _text.Append(line).Append('\n');
    }

    // Names of strangers: nothing in them may end a cell, a line or a piece of code, or begin a tag.
    private static string Cell(string text) => Visible.Html(text).Replace("|", "\\|", StringComparison.Ordinal);

    private static string Code(string text) => Visible.Of(text).Replace('`', '\'');

    // Docker takes the list apart as CSV.
    private static string Csv(string field) => field.AsSpan().IndexOfAny(",\"") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
