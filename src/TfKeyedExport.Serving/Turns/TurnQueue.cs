using TfKeyedExport.Serving.Clients;

namespace TfKeyedExport.Serving.Turns;

/// <summary>What waits, in a queue for each client: clients take turns by their shares, and each gets what is its own in the order in which it came.</summary>
/// <typeparam name="T">What waits.</typeparam>
/// <param name="turns">How much each client has had, here and in other queues.</param>
internal sealed class TurnQueue<T>(ClientTurns turns)
{
    private readonly Dictionary<ClientTurn, Lane> _lanes = [];
    private readonly PriorityQueue<Lane, (double Place, long Number)> _order = new();
    private readonly Stack<Lane> _spare = [];
    private Lane? _oldest;
    private long _entered;

    /// <summary>How many things wait.</summary>
    public int Count { get; private set; }

    /// <summary>The size of all that waits.</summary>
    public long Size { get; private set; }

    /// <summary>The shares of all clients for whom something waits, together.</summary>
    public long Shares { get; private set; }

    /// <summary>The number of what came last; numbers rise.</summary>
    public long LastNumber => _entered;

    /// <summary>The place of the client that is next; infinite if nothing waits.</summary>
    public double Place
    {
        get
        {
            double least = double.PositiveInfinity;
            foreach (Lane lane in _lanes.Values)
                least = Math.Min(least, lane.Turn.Place);
            return least;
        }
    }

    /// <summary>What has waited for the longest time, and its number. There must be something.</summary>
    public (T Item, long Number) Oldest
    {
        get
        {
            _oldest ??= _lanes.Values.MinBy(l => l.Items.Peek().Number)!;
            Entry first = _oldest.Items.Peek();
            return (first.Item, first.Number);
        }
    }

    /// <summary>How many things of a client wait, and their size.</summary>
    public (int Count, long Size) HeldBy(Client client)
    {
        foreach (Lane lane in _lanes.Values)
        {
            if (lane.Name == client.Name)
                return (lane.Items.Count, lane.Size);
        }
        return default;
    }

    /// <summary>Puts something at the end of its client's queue.</summary>
    public void Add(Client client, T item, int size)
    {
        ClientTurn turn = turns.Enter(client);
        if (!_lanes.TryGetValue(turn, out Lane? lane))
        {
            if (!_spare.TryPop(out lane))
                lane = new Lane();
            lane.Turn = turn;
            lane.Name = client.Name;
            _lanes.Add(turn, lane);
            Shares += turn.Share;
            if (Count == 0)
                _oldest = lane;
        }
        lane.Items.Enqueue(new Entry(item, size, ++_entered));
        lane.Size += size;
        Size += size;
        Count++;
    }

    /// <summary>Puts the clients into their order. Other queues may have changed it since the last time.</summary>
    public void Arrange()
    {
        _order.Clear();
        if (_lanes.Count > 1)
            _order.EnqueueRange(_lanes.Values.Select(l => (l, l.Priority)));
    }

    /// <summary>Whose turn it is, since the last <see cref="Arrange"/>.</summary>
    /// <param name="item">The first thing of that client.</param>
    /// <param name="size">What is left of its size.</param>
    public bool TryPeek(out T? item, out int size)
    {
        if (Next() is not { } lane)
        {
            (item, size) = (default, 0);
            return false;
        }
        Entry first = lane.Items.Peek();
        (item, size) = (first.Item, first.Size - lane.Taken);
        return true;
    }

    /// <summary>Takes what <see cref="TryPeek"/> saw, or a part of it.</summary>
    /// <param name="size">How much of it is taken.</param>
    /// <param name="cost">What that costs.</param>
    public void Take(int size, double cost)
    {
        Lane lane = Next()!;
        lane.Taken += size;
        lane.Size -= size;
        Size -= size;
        bool isLast = lane.Taken >= lane.Items.Peek().Size;
        turns.Give(lane.Turn, cost, isLast);
        if (isLast)
        {
            lane.Items.Dequeue();
            lane.Taken = 0;
            Count--;
            if (_oldest == lane)
                _oldest = null;
        }
        if (_order.Count > 0)
            _order.Dequeue();
        if (lane.Items.Count == 0)
            Remove(lane);
        else if (_lanes.Count > 1)
            _order.Enqueue(lane, lane.Priority);
    }

    // With one client there is no order.
    private Lane? Next()
    {
        if (_order.TryPeek(out Lane? first, out _))
            return first;
        foreach (Lane only in _lanes.Values)
            return only;
        return null;
    }

    private void Remove(Lane lane)
    {
        _lanes.Remove(lane.Turn);
        Shares -= lane.Turn.Share;
        if (_spare.Count == 0)
            _spare.Push(lane);
    }

    private readonly record struct Entry(T Item, int Size, long Number);

    private sealed class Lane
    {
        public ClientTurn Turn { get; set; } = null!;

        public string Name { get; set; } = "";

        public Queue<Entry> Items { get; } = [];

        /// <summary>The size of all that is in it.</summary>
        public long Size { get; set; }

        /// <summary>How much of the first is gone already.</summary>
        public int Taken { get; set; }

        public (double Place, long Number) Priority => (Turn.Place, Items.Peek().Number);
    }
}
