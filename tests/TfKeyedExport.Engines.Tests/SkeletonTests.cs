using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests;

public class SkeletonTests
{
    [Fact]
    public void The_models_are_found() => Assert.True(Directory.Exists(Repository.Model("babyweight_keras2")));
}
