using TfKeyedExport.Server.Bounds;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;
using Xunit;

namespace TfKeyedExport.Server.Tests.Bounds;

public sealed class HeldMemoryTests
{
    [Fact]
    public void All_bodies_together_are_bounded_and_room_comes_back()
    {
        var memory = new HeldMemory(100);
        using HeldMemory.Body second = memory.Begin();
        using (HeldMemory.Body first = memory.Begin())
        {
            first.Grow(60);
            ServingFault full = Assert.Throws<ServingFault>(() => second.Grow(41));
            Assert.Equal((Code.Unavailable, TimeSpan.FromSeconds(1)), (full.Code, full.RetryAfter));
            Assert.Equal(60, memory.Bytes);
        }
        second.Grow(100);
        Assert.Equal(100, memory.Bytes);
    }

    [Fact]
    public void A_body_counts_once_however_it_grows()
    {
        var memory = new HeldMemory(100);
        HeldMemory.Body body = memory.Begin();
        foreach (long bytes in (long[])[50, 10, 80, 80])
            body.Grow(bytes);
        Assert.Equal(80, memory.Bytes);
        body.Dispose();
        body.Dispose();
        Assert.Equal(0, memory.Bytes);
    }
}
