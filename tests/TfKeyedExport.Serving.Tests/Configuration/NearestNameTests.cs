using TfKeyedExport.Serving.Configuration;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Configuration;

public class NearestNameTests
{
    [Theory]
    [InlineData("max_batch_sizes", "max_batch_size")]
    [InlineData("num_bacth_threads", "num_batch_threads")]
    [InlineData("NAME", "name")]
    [InlineData("nmae", "name")]
    [InlineData("colour", null)]
    [InlineData("", null)]
    public void A_name_is_found_that_was_mistyped(string written, string? meant) =>
        Assert.Equal(meant, NearestName.Find(written, ["max_batch_size", "num_batch_threads", "name"]));

    [Fact]
    public void A_name_of_a_megabyte_costs_nothing() => Assert.Null(NearestName.Find(new string('x', 1 << 20), ["name"]));
}
