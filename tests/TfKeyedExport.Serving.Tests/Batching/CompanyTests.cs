using TfKeyedExport.Serving.Batching;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Batching;

public sealed class CompanyTests
{
    private const int Waits = 8;

    private readonly Company _company = new();

    [Fact]
    public void As_long_as_nothing_is_known_anybody_may_come() => Assert.False(_company.IsComplete(1000));

    [Fact]
    public void After_eight_vain_waits_the_most_that_were_together_are_all_there_are()
    {
        WaitInVain(3, 5, 4, 4, 4, 4, 4);
        Assert.False(_company.IsComplete(5));
        WaitInVain(1);
        Assert.True(_company.IsComplete(5));
        Assert.False(_company.IsComplete(4));
    }

    [Theory]
    [InlineData(BatchClosing.Full)]
    [InlineData(BatchClosing.Idle)]
    internal void Whoever_came_in_time_makes_waiting_worth_it(BatchClosing closing)
    {
        WaitInVain([.. Enumerable.Repeat(2, Waits - 1)]);
        _company.Closed(closing, 4);
        WaitInVain(2);
        Assert.False(_company.IsComplete(2));
    }

    [Fact]
    public void More_than_were_ever_there_are_waited_for_from_then_on()
    {
        WaitInVain([.. Enumerable.Repeat(1, Waits)]);
        Assert.True(_company.IsComplete(1));
        _company.See(3);
        Assert.False(_company.IsComplete(2));
        Assert.True(_company.IsComplete(3));
    }

    [Fact]
    public void A_version_that_goes_says_nothing_of_who_comes()
    {
        WaitInVain([.. Enumerable.Repeat(1, Waits - 1)]);
        _company.Closed(BatchClosing.Retired, 1);
        Assert.False(_company.IsComplete(1));
    }

    private void WaitInVain(params int[] present)
    {
        foreach (int calls in present)
            _company.Closed(BatchClosing.Timeout, calls);
    }
}
