using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Tests;

public class SkeletonTests
{
    [Fact]
    public void The_repository_is_found() => Assert.True(Directory.Exists(Repository.Models));
}
