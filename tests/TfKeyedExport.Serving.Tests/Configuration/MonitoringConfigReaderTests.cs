using System.Text;
using TfKeyedExport.Serving.Configuration;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Configuration;

public class MonitoringConfigReaderTests
{
    [Theory]
    [InlineData("prometheus_config { enable: true, path: '/metrics' }", true, "/metrics")]
    [InlineData("prometheus_config: { enable: true }", true, "/monitoring/prometheus/metrics")]
    [InlineData("prometheus_config { path: '' enable: 1 }", true, "/monitoring/prometheus/metrics")]
    [InlineData("prometheus_config { enable: false }", false, "/monitoring/prometheus/metrics")]
    [InlineData("", false, "/monitoring/prometheus/metrics")]
    public void A_file_says_whether_and_where(string text, bool enabled, string path) =>
        Assert.Equal(new MonitoringOptions { Enabled = enabled, Path = path }, Read(text).Value);

    [Fact]
    public void Without_a_file_there_are_metrics() => Assert.True(new MonitoringOptions().Enabled);

    [Theory]
    [InlineData("prometheus_config { enabled: true }", "PrometheusConfig has no field 'enabled'")]
    [InlineData("prometheus_config { path: 'metrics' }", "the path 'metrics' is none")]
    [InlineData("prometheus_config { path: '/a?b' }", "the path '/a?b' is none")]
    [InlineData("prometheus: {}", "MonitoringConfig has no field 'prometheus'")]
    public void A_wrong_file_is_told_of(string text, string what) => Assert.Contains(what, Read(text).Faults.Single().Message, StringComparison.Ordinal);

    private static Reading<MonitoringOptions> Read(string text) => MonitoringConfigReader.Read("m", Encoding.UTF8.GetBytes(text));
}
