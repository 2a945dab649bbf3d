using OpenTelemetry.Exporter;
using TfKeyedExport.Server.Seen;
using TfKeyedExport.Serving.Configuration;
using Xunit;

namespace TfKeyedExport.Server.Tests.Seen;

public class TraceExportTests
{
    [Theory]
    [InlineData(null, "", "", false)]
    [InlineData("http://c:4317", "", "", true)]
    [InlineData(null, "OTEL_EXPORTER_OTLP_ENDPOINT", "http://c:4317", true)]
    [InlineData(null, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://c:4317", true)]
    [InlineData("http://c:4317", "OTEL_SDK_DISABLED", "true", false)]
    public void Nothing_is_sent_unless_it_is_asked_for(string? flag, string variable, string value, bool asked) =>
        Assert.Equal(asked, TraceExport.IsAskedFor(new SeenOptions { OtlpEndpoint = flag }, name => name == variable ? value : null));

    [Theory]
    [InlineData("http://c:4317", OtlpExportProtocol.Grpc, "http://c:4317/")]
    [InlineData("http://c:4318", OtlpExportProtocol.HttpProtobuf, "http://c:4318/v1/traces")]
    [InlineData("https://c/otlp/v1/traces", OtlpExportProtocol.HttpProtobuf, "https://c/otlp/v1/traces")]
    public void An_address_says_how_spans_are_sent(string flag, OtlpExportProtocol protocol, string endpoint)
    {
        var exporter = new OtlpExporterOptions();
        TraceExport.Configure(exporter, new SeenOptions { OtlpEndpoint = flag }, _ => null);
        Assert.Equal((protocol, endpoint), (exporter.Protocol, exporter.Endpoint.ToString()));
    }

    [Fact]
    public void The_environment_goes_before_what_an_address_suggests()
    {
        var exporter = new OtlpExporterOptions { Protocol = OtlpExportProtocol.HttpProtobuf };
        TraceExport.Configure(exporter, new SeenOptions { OtlpEndpoint = "http://c:4317" }, _ => "http/protobuf");
        Assert.Equal("http://c:4317/v1/traces", exporter.Endpoint.ToString());
    }
}
