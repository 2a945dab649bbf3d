using TfKeyedExport.Serving.Metrics;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Metrics;

public class MetricsTextTests
{
    [Theory]
    [InlineData("/tensorflow/serving/request_count", ":tensorflow:serving:request_count")]
    [InlineData("my/metric-name+1", "my:metric:name:1")]
    [InlineData("42/my", "_42:my")]
    [InlineData("tfkeyed_rows_total", "tfkeyed_rows_total")]
    public void Names_of_metrics_have_colons_for_what_names_cannot_have(string path, string name) => Assert.Equal(name, MetricsText.MetricName(path));

    [Theory]
    [InlineData("my-name+1", "my_name_1")]
    [InlineData("le_", "le_")]
    public void Names_of_labels_have_underscores(string name, string shown) => Assert.Equal(shown, MetricsText.LabelName(name));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\\b", @"a\\b")]
    [InlineData("say \"x\"", "say \\\"x\\\"")]
    [InlineData("two\nlines", @"two\nlines")]
    public void Values_of_labels_are_escaped(string value, string shown) => Assert.Equal(shown, MetricsText.LabelValue(value));

    [Theory]
    [InlineData(10, "10")]
    [InlineData(32.4, "32.4")]
    [InlineData(104.976, "104.976")]
    [InlineData(188.9568, "188.957")]
    [InlineData(1000000, "1e+06")]
    [InlineData(1474762440, "1.47476e+09")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(0.0001, "0.0001")]
    public void Bounds_have_six_digits(double bound, string shown) => Assert.Equal(shown, MetricsText.Bound(bound));

    [Fact]
    public void A_counter_without_labels_keeps_its_braces_and_a_type_is_told_before_there_is_any()
    {
        var family = new CountedFamily<Counter>("/test/path", MetricType.Counter, () => new Counter(), "help");
        Assert.Equal("# TYPE :test:path counter\n", family.Text());
        family.Of().Add(5);
        Assert.Equal("# TYPE :test:path counter\n:test:path{} 5\n", family.Text());
    }

    [Fact]
    public void Only_ours_have_a_line_of_help()
    {
        var family = new CountedFamily<Counter>("tfkeyed_x", MetricType.Counter, () => new Counter(), "two\nlines", "model");
        family.Of("m\"1").Add();
        Assert.Equal("# HELP tfkeyed_x two\\nlines\n# TYPE tfkeyed_x counter\ntfkeyed_x{model=\"m\\\"1\"} 1\n", family.Text());
    }

    [Fact]
    public void Labels_need_as_many_values_as_names() =>
        Assert.Throws<ArgumentException>(() => new CountedFamily<Counter>("x", MetricType.Counter, () => new Counter(), "", "a", "b").Of("1"));
}
