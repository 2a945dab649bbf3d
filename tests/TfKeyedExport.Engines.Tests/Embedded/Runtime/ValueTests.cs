using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.Runtime;

public sealed class ValueTests : IDisposable
{
    private readonly BufferPool _pool = new(1 << 20);

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void What_a_dying_value_hands_on_stays_as_long_as_somebody_shows_it()
    {
        Value dying = Filled(1, 2, 3), taker = Empty(), sharer = Empty();
        taker.TakeOver(dying);

        Assert.Equal([1, 2, 3], dying.Span<float>());
        sharer.Share(dying);
        dying.Release();
        taker.Release();
        Value other = Filled(7, 8, 9);

        Assert.Equal([1, 2, 3], sharer.Span<float>());
        Assert.Equal([7, 8, 9], other.Span<float>());
    }

    [Fact]
    public void A_value_that_hands_its_memory_on_takes_what_waited_in_the_other()
    {
        Value dying = Filled(1, 2, 3), taker = Filled(4, 5, 6);
        taker.Release();
        taker.TakeOver(dying);
        dying.Release();
        long allocated = _pool.Allocated;

        dying.Allocate(DataType.Float, [3], _pool);
        dying.Span<float>().Fill(9);

        Assert.Equal(allocated, _pool.Allocated);
        Assert.Equal([1, 2, 3], taker.Span<float>());
    }

    [Fact]
    public void What_was_taken_is_not_owned_by_the_dying_value_any_more()
    {
        Value dying = Filled(1, 2, 3), taker = Empty();
        Assert.True(dying.OwnsBuffer);
        taker.TakeOver(dying, DataType.Float);

        Assert.False(dying.OwnsBuffer);
        Assert.True(taker.OwnsBuffer);
    }

    [Fact]
    public void Memory_that_waits_is_given_back_in_the_end()
    {
        Value dying = Filled(1), taker = Filled(2);
        taker.Release();
        taker.TakeOver(dying, DataType.Float);
        foreach (Value value in (Value[])[dying, taker])
        {
            value.Release();
            value.GiveUp();
        }
        long allocated = _pool.Allocated;

        Filled(3);
        Filled(4);

        Assert.Equal(allocated, _pool.Allocated);
    }

    private static Value Empty() => new(keepsMemory: true);

    private Value Filled(params float[] numbers)
    {
        Value value = Empty();
        value.Allocate(DataType.Float, [numbers.Length], _pool);
        numbers.CopyTo(value.Span<float>());
        return value;
    }
}
