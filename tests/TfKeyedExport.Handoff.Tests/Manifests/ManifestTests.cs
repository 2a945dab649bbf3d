using k8s;
using k8s.Models;
using TfKeyedExport.Handoff.Manifests;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace TfKeyedExport.Handoff.Tests.Manifests;

/// <summary>Manifests are read by others' readers, strictly: a name that Kubernetes does not know is an error.</summary>
public sealed class ManifestTests
{
    private static readonly string Odd = "/srv/it's $(HOME) ${X} \"a\": # é,b";

    public static TheoryData<string, bool> Places => new()
    {
        { "/srv/models", true },
        { "/srv/models", false },
        { Odd, true },
        { Odd, false },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void Kubernetes_types_read_all_three_objects_strictly(string repository, bool isOurs)
    {
        List<object> objects = KubernetesYaml.LoadAllFromString(KubernetesFile.Write(Context(repository, isOurs)), strict: true);
        V1Deployment deployment = Assert.IsType<V1Deployment>(objects[0]);
        V1Service service = Assert.IsType<V1Service>(objects[1]);
        V2HorizontalPodAutoscaler scaler = Assert.IsType<V2HorizontalPodAutoscaler>(objects[2]);
        Assert.Equal(3, objects.Count);

        V1PodSpec pod = deployment.Spec.Template.Spec;
        V1Container container = Assert.Single(pod.Containers);
        Assert.Equal(deployment.Spec.Template.Metadata.Labels, deployment.Spec.Selector.MatchLabels);
        Assert.Equal(deployment.Spec.Selector.MatchLabels, service.Spec.Selector);
        Assert.Equal((deployment.Metadata.Name, "Deployment", "apps/v1"), (
            scaler.Spec.ScaleTargetRef.Name, scaler.Spec.ScaleTargetRef.Kind, scaler.Spec.ScaleTargetRef.ApiVersion));
        Assert.Equal(isOurs ? "/readyz" : "/v1/models/babyweight", container.ReadinessProbe.HttpGet.Path);
        Assert.Equal([8500, 8501], container.Ports.Select(p => p.ContainerPort));
        Assert.Equal(["grpc", "rest"], service.Spec.Ports.Select(p => p.TargetPort.Value));
        V1VolumeMount mount = container.VolumeMounts.Single(m => m.Name == "models");
        Assert.Equal((repository, true), (mount.MountPath, mount.ReadOnlyProperty));
        Assert.Contains(pod.Volumes, v => v.PersistentVolumeClaim is { ReadOnlyProperty: true, ClaimName: "babyweight-models" });
        Assert.True(pod.SecurityContext.RunAsNonRoot);
        Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
        Assert.Equal("2", container.Resources.Requests["cpu"].ToString());
        Assert.Contains($"--model_config_file={repository.Replace("$(", "$$(", StringComparison.Ordinal)}/models.config", container.Args);
        Assert.Equal("8501", deployment.Spec.Template.Metadata.Annotations["prometheus.io/port"]);
        Assert.Equal(isOurs ? null : ["tensorflow_model_server"], container.Command);
        Assert.Equal(isOurs, container.Args.Contains("--insecure"));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Compose_mounts_the_repository_where_it_is_and_only_this_machine_reaches_it(string repository, bool isOurs)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(ComposeFile.Write(Context(repository, isOurs))));
        YamlNode service = yaml.Documents[0].RootNode["services"]["serving"];
        string written = repository.Replace("$", "$$", StringComparison.Ordinal);
        YamlNode volume = service["volumes"][0];
        Assert.Equal((written, written, "true"), (Text(volume["source"]), Text(volume["target"]), Text(volume["read_only"])));
        Assert.All((YamlSequenceNode)service["ports"], p => Assert.StartsWith("127.0.0.1:", Text(p), StringComparison.Ordinal));
        string[] command = [.. ((YamlSequenceNode)service["command"]).Select(Text)];
        Assert.Contains("--enable_per_model_batching_parameters", command);
        Assert.Contains($"--batching_parameters_file={written}/batching_parameters.txt", command);
        Assert.Equal(isOurs, command.Contains("--listen=0.0.0.0"));
    }

    [Theory]
    [InlineData("babyweight", "babyweight")]
    [InlineData("Baby.Weight_2", null)]
    [InlineData("7", null)]
    [InlineData("___", null)]
    [InlineData("a-very-long-name-a-very-long-name-a-very-long-name-a-very-long-name-a-very-long-name", null)]
    public void Kubernetes_takes_the_name_that_is_made_of_a_models(string name, string? expected)
    {
        string written = KubernetesFile.Write(Context("/m", isOurs: false) with { Models = [new ServedModel(name, "safe", [1], 0)] });
        V1Deployment deployment = KubernetesYaml.LoadAllFromString(written, strict: true).OfType<V1Deployment>().Single();
        string label = deployment.Metadata.Name;
        Assert.Matches("^[a-z]([-a-z0-9]*[a-z0-9])?$", label);
        Assert.InRange($"{label}-models".Length, 1, 63);
        Assert.Equal(expected ?? label, label);
    }

    [Fact]
    public void Names_that_would_come_out_alike_do_not() =>
        Assert.Equal(3, ((string[])["a.b", "a_b", "a-b"]).Select(Handoff.Texts.DnsLabel.Of).Distinct().Count());

    private static RootContext Context(string repository, bool isOurs) => new(
        repository,
        new ServerChoice(isOurs ? ServerKind.Tfkeyed : ServerKind.TensorFlowServing, isOurs ? "registry.example/tfkeyed:1" : ServerChoice.DefaultImage),
        [new ServedModel("babyweight", "safe, proved", [1, 8], 1 << 20)])
    { Processors = 2 };

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;
}
