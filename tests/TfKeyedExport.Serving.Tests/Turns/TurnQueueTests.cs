using CsCheck;
using TfKeyedExport.Serving.Clients;
using TfKeyedExport.Serving.Turns;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Turns;

public sealed class TurnQueueTests
{
    private readonly ClientTurns _turns = new();
    private readonly TurnQueue<string> _queue;

    public TurnQueueTests() => _queue = new TurnQueue<string>(_turns);

    [Fact]
    public void One_clients_things_come_in_their_order()
    {
        Add(Named("a"), 3, "1", "2", "3");
        Assert.Equal("1 2 3", Drain());
    }

    [Fact]
    public void Who_came_late_with_little_is_not_behind_who_came_first_with_much()
    {
        Add(Named("much"), 1, "m1", "m2", "m3", "m4");
        Add(Named("little"), 1, "l1");
        Assert.Equal("m1 l1 m2 m3 m4", Drain());
    }

    [Fact]
    public void Turns_are_counted_by_size_and_not_by_number()
    {
        Add(Named("large"), 10, "L1", "L2");
        Add(Named("small"), 1, "s1", "s2", "s3");
        Assert.Equal("L1 s1 s2 s3 L2", Drain());
    }

    [Fact]
    public void A_share_of_three_gets_three_turns_for_one()
    {
        Add(Named("one"), 1, "o1", "o2");
        Add(Named("three", 3), 1, "t1", "t2", "t3", "t4", "t5", "t6");
        Assert.Equal("o1 t1 t2 t3 o2 t4 t5 t6", Drain());
    }

    [Fact]
    public void Who_comes_back_after_a_rest_has_saved_nothing_up()
    {
        Client rested = Named("rested"), busy = Named("busy");
        Add(rested, 1, "r0");
        Assert.Equal("r0", Drain());
        Add(busy, 1, "b1", "b2", "b3");
        Take(2);
        Add(busy, 1, "b4");
        Add(rested, 1, "r1", "r2", "r3");
        Assert.Equal("r1 b3 r2 b4 r3", Drain());
    }

    [Fact]
    public void Who_was_ahead_stays_ahead_though_nothing_of_it_waited_for_a_moment()
    {
        Client heavy = Named("heavy");
        Add(heavy, 10, "h1");
        Add(Named("light"), 1, "l1", "l2", "l3");
        Take(1);
        Add(heavy, 10, "h2");
        Assert.Equal("l1 l2 l3 h2", Drain());
    }

    [Fact]
    public void What_one_had_in_another_queue_counts()
    {
        var other = new TurnQueue<string>(_turns);
        Client greedy = Named("greedy"), modest = Named("modest");
        other.Add(greedy, "g0", 5);
        other.Add(modest, "m0", 1);
        other.Arrange();
        other.Take(5, 5);
        Add(greedy, 1, "g1");
        Add(modest, 1, "m1");
        Assert.Equal("m1 g1", Drain());
    }

    [Fact]
    public void A_part_may_be_taken_and_the_rest_is_still_the_first_of_its_client()
    {
        Add(Named("a"), 5, "a1");
        Add(Named("b"), 1, "b1");
        _queue.Arrange();
        _queue.Take(3, 3);
        Assert.True(_queue.TryPeek(out string? next, out _));
        Assert.Equal(("b1", 3L, 2, "a1"), (next, _queue.Size, _queue.Count, _queue.Oldest.Item));
        _queue.Take(1, 1);
        Assert.True(_queue.TryPeek(out next, out int left));
        Assert.Equal(("a1", 2), (next, left));
    }

    [Fact]
    public void Clients_that_are_done_are_not_remembered_for_ever()
    {
        for (int i = 0; i < 10_000; i++)
        {
            Add(Named($"c{i}"), 1, "x");
            _queue.Arrange();
            _queue.Take(1, 1);
        }
        Assert.True(_turns.Count <= 4096, $"{_turns.Count} are remembered");
    }

    [Fact]
    public void Whatever_comes_and_goes_nothing_is_lost_and_nobody_gets_more_than_its_share_by_more_than_one_thing() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[1, 20]).Array[1, 200].Sample(things =>
        {
            int[] shares = [1, 1, 2, 5];
            var queue = new TurnQueue<(int Client, int Number)>(new ClientTurns());
            Client[] clients = [.. shares.Select((s, i) => Named($"c{i}", s))];
            for (int i = 0; i < things.Length; i++)
                queue.Add(clients[things[i].Item1], (things[i].Item1, i), things[i].Item2);
            Assert.Equal(things.Sum(t => t.Item2), queue.Size);
            var had = new double[4];
            int[] left = [.. Enumerable.Range(0, 4).Select(c => things.Count(t => t.Item1 == c))];
            var last = new int[4];
            Array.Fill(last, -1);
            queue.Arrange();
            for (; queue.TryPeek(out (int Client, int Number) next, out int size); queue.Take(size, size))
            {
                Assert.True(next.Number > last[next.Client], "a client's things come in their order");
                last[next.Client] = next.Number;
                // Among all for whom something waits, it is the one that has had the least for its share.
                for (int c = 0; c < 4; c++)
                    Assert.True(left[c] == 0 || had[next.Client] <= had[c] + 1e-9);
                had[next.Client] += (double)size / shares[next.Client];
                left[next.Client]--;
            }
            Assert.Equal((0, 0L, 0L), (queue.Count, queue.Size, queue.Shares));
            Assert.All(left, l => Assert.Equal(0, l));
        }, iter: 300);

    private void Add(Client client, int size, params string[] things)
    {
        foreach (string thing in things)
            _queue.Add(client, thing, size);
    }

    private void Take(int count)
    {
        _queue.Arrange();
        for (int i = 0; i < count; i++)
        {
            _queue.TryPeek(out _, out int size);
            _queue.Take(size, size);
        }
    }

    private string Drain()
    {
        var taken = new List<string>();
        _queue.Arrange();
        while (_queue.TryPeek(out string? next, out int size))
        {
            taken.Add(next!);
            _queue.Take(size, size);
        }
        return string.Join(' ', taken);
    }

    private static Client Named(string name, int share = 1) => new(name, [], share);
}
