using System.Globalization;
using TfKeyedExport.Handoff.Texts;
using TfKeyedExport.Handoff.Yaml;
using TfKeyedExport.Serving.Configuration;

namespace TfKeyedExport.Handoff.Manifests;

/// <summary>A deployment, its service and its autoscaler for Kubernetes.</summary>
internal static class KubernetesFile
{
    private const string Volume = "models";
    private const string Temporary = "tmp";
    private const string Program = "serving";

    // An image's own user may be root; this one owns nothing anywhere.
    private const int Nobody = 65534;

    /// <summary>The file.</summary>
    public static string Write(RootContext context)
    {
        // The first model lends its name: it stays the first, whatever is handed over later.
        string name = DnsLabel.Of(context.Models[0].Name);
        return YamlWriter.Write(Deployment(context, name), Service(name), Autoscaler(name));
    }

    private static YamlMap Deployment(RootContext context, string name) => new()
    {
        { "apiVersion", "apps/v1" },
        { "kind", "Deployment" },
        { "metadata", new YamlMap { { "name", name }, { "labels", Labels(name) } } },
        {
            "spec",
            new YamlMap
            {
                { "selector", new YamlMap { { "matchLabels", Labels(name) } } },
                {
                    "strategy",
                    new YamlMap { { "type", "RollingUpdate" }, { "rollingUpdate", new YamlMap { { "maxUnavailable", 0 }, { "maxSurge", 1 } } } },
                    "How many there are says the autoscaler."
                },
                { "template", new YamlMap { { "metadata", PodMetadata(name) }, { "spec", Pod(context, name) } } },
            }
        },
    };

    private static YamlMap PodMetadata(string name) => new()
    {
        { "labels", Labels(name) },
        {
            "annotations",
            new YamlMap
            {
                { "prometheus.io/scrape", "true" },
                { "prometheus.io/port", Text(ServerCommand.RestPort) },
                { "prometheus.io/path", MonitoringOptions.DefaultPath },
            }
        },
    };

    private static YamlMap Pod(RootContext context, string name) => new()
    {
        { "automountServiceAccountToken", false },
        { "enableServiceLinks", false },
        {
            "securityContext",
            new YamlMap
            {
                { "runAsNonRoot", true },
                { "runAsUser", Nobody },
                { "runAsGroup", Nobody },
                { "fsGroup", Nobody },
                { "seccompProfile", new YamlMap { { "type", "RuntimeDefault" } } },
            },
            "The files of the repository have to be readable for this user."
        },
        { "terminationGracePeriodSeconds", 45 },
        { "containers", new YamlList { Container(context) } },
        {
            "volumes",
            new YamlList
            {
                new YamlMap
                {
                    { "name", Volume },
                    {
                        "persistentVolumeClaim",
                        new YamlMap { { "claimName", $"{name}-models" }, { "readOnly", true } },
                        "A claim of yours that holds this repository; with more than one pod it has to be readable by many (ReadOnlyMany, ReadWriteMany)."
                    },
                },
                new YamlMap { { "name", Temporary }, { "emptyDir", new YamlMap() } },
            }
        },
    };

    private static YamlMap Container(RootContext context)
    {
        bool isOurs = context.Server.Kind == ServerKind.Tfkeyed;
        var container = new YamlMap { { "name", Program }, { "image", context.Server.Image } };
        if (!isOurs)
            container.Add("command", YamlList.Of([ServerCommand.TensorFlowServing]));
        container.Add("args", YamlList.Of(ServerCommand.InContainer(context).Select(Literal)), isOurs ? ServerCommand.WhyInsecure : null);
        container.Add("ports", new YamlList { ContainerPort("grpc", ServerCommand.GrpcPort), ContainerPort("rest", ServerCommand.RestPort) });
        container.Add("startupProbe", Probe(Check(context), period: 5, failures: 120), "Ten minutes for the first load.");
        container.Add(
            "readinessProbe", Probe(Check(context), period: 5, failures: 2),
            isOurs ? null : "TensorFlow Serving opens its ports when all models are loaded, and this one's status is asked.");
        container.Add("livenessProbe", Probe(Alive(isOurs), period: 20, failures: 6));
        container.Add(
            "resources", Resources(context), "Processors as in batching_parameters.txt; memory twice the models' files, and 1 GiB.");
        container.Add(
            "securityContext",
            new YamlMap
            {
                { "allowPrivilegeEscalation", false },
                { "readOnlyRootFilesystem", true },
                { "capabilities", new YamlMap { { "drop", YamlList.Of(["ALL"]) } } },
            });
        container.Add(
            "volumeMounts",
            new YamlList
            {
                new YamlMap { { "name", Volume }, { "mountPath", context.Repository }, { "readOnly", true } },
                new YamlMap { { "name", Temporary }, { "mountPath", "/tmp" } },
            },
            "At the repository's own path, since models.config has absolute paths.");
        return container;
    }

    private static YamlMap Check(RootContext context) => new()
    {
        {
            "httpGet",
            new YamlMap
            {
                { "path", context.Server.Kind == ServerKind.Tfkeyed ? "/readyz" : $"/v1/models/{Uri.EscapeDataString(context.Models[0].Name)}" },
                { "port", "rest" },
            }
        },
    };

    private static YamlMap Alive(bool isOurs) => isOurs
        ? new YamlMap { { "httpGet", new YamlMap { { "path", "/healthz" }, { "port", "rest" } } } }
        : new YamlMap { { "tcpSocket", new YamlMap { { "port", "rest" } } } };

    private static YamlMap Probe(YamlMap probe, int period, int failures)
    {
        probe.Add("periodSeconds", period);
        probe.Add("timeoutSeconds", 3);
        probe.Add("failureThreshold", failures);
        return probe;
    }

    private static YamlMap Resources(RootContext context)
    {
        const long Mebi = 1 << 20;
        long memory = 1024 + (context.Models.Sum(m => m.Bytes) * 2 / Mebi);
        string size = string.Create(CultureInfo.InvariantCulture, $"{memory}Mi");
        return new YamlMap
        {
            { "requests", new YamlMap { { "cpu", Text(context.Processors) }, { "memory", size } } },
            { "limits", new YamlMap { { "memory", size } } },
        };
    }

    private static YamlMap Service(string name) => new()
    {
        { "apiVersion", "v1" },
        { "kind", "Service" },
        { "metadata", new YamlMap { { "name", name }, { "labels", Labels(name) } } },
        {
            "spec",
            new YamlMap
            {
                { "selector", Labels(name) },
                { "ports", new YamlList { ServicePort("grpc", ServerCommand.GrpcPort), ServicePort("rest", ServerCommand.RestPort) } },
            }
        },
    };

    private static YamlMap Autoscaler(string name) => new()
    {
        { "apiVersion", "autoscaling/v2" },
        { "kind", "HorizontalPodAutoscaler" },
        { "metadata", new YamlMap { { "name", name }, { "labels", Labels(name) } } },
        {
            "spec",
            new YamlMap
            {
                { "scaleTargetRef", new YamlMap { { "apiVersion", "apps/v1" }, { "kind", "Deployment" }, { "name", name } } },
                { "minReplicas", 2 },
                { "maxReplicas", 10 },
                {
                    "metrics",
                    new YamlList
                    {
                        new YamlMap
                        {
                            { "type", "Resource" },
                            {
                                "resource",
                                new YamlMap
                                {
                                    { "name", "cpu" }, { "target", new YamlMap { { "type", "Utilization" }, { "averageUtilization", 70 } } },
                                }
                            },
                        },
                    }
                },
            }
        },
    };

    private static YamlMap Labels(string name) => new() { { "app.kubernetes.io/name", name }, { "app.kubernetes.io/component", "serving" } };

    private static YamlMap ContainerPort(string name, int port) => new() { { "name", name }, { "containerPort", port } };

    private static YamlMap ServicePort(string name, int port) => new() { { "name", name }, { "port", port }, { "targetPort", name } };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    // Kubernetes puts variables in the place of $(NAME).
    private static string Literal(string text) => text.Replace("$(", "$$(", StringComparison.Ordinal);
}
