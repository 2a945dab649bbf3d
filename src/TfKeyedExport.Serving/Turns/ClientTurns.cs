using TfKeyedExport.Serving.Clients;

namespace TfKeyedExport.Serving.Turns;

/// <summary>How much each client has had, where there is not enough for all. Used under one lock, by all queues for which there is one supply.</summary>
/// <remarks>
/// Start-time fair queueing: what a client is given moves its place on by what it costs, divided by the client's share. Who comes back after a rest begins
/// where the others are by then, so that nobody saves turns up; who was ahead stays ahead.
/// </remarks>
internal sealed class ClientTurns
{
    private const int AtLeastKept = 64;
    private const int MostKept = 4096;

    private readonly Dictionary<string, ClientTurn> _turns = new(StringComparer.Ordinal);
    private double _reached;
    private int _tidyAt = AtLeastKept;

    /// <summary>How many clients are remembered.</summary>
    public int Count => _turns.Count;

    /// <summary>One more thing of a client waits.</summary>
    public ClientTurn Enter(Client client)
    {
        ClientTurn turn = Find(client);
        if (turn.Waiting++ == 0)
            turn.Place = Math.Max(turn.Place, _reached);
        return turn;
    }

    /// <summary>A client is given something.</summary>
    /// <param name="turn">Its place.</param>
    /// <param name="cost">What it costs, in any unit that is the same for all.</param>
    /// <param name="isLast">Whether nothing is left of what waited, so that one thing less does.</param>
    public void Give(ClientTurn turn, double cost, bool isLast)
    {
        _reached = Math.Max(_reached, turn.Place);
        turn.Place += cost / turn.Share;
        if (isLast)
            turn.Waiting--;
    }

    private ClientTurn Find(Client client)
    {
        if (_turns.TryGetValue(client.Name, out ClientTurn? turn))
            return turn;
        Tidy();
        turn = new ClientTurn(client);
        _turns.Add(client.Name, turn);
        return turn;
    }

    // Who waits for nothing and is not ahead is as good as new; and there are too many clients to remember all who are.
    private void Tidy()
    {
        if (_turns.Count < _tidyAt)
            return;
        Forget(turn => turn.Place <= _reached);
        if (_turns.Count >= MostKept)
            Forget(static _ => true);
        _tidyAt = Math.Max(AtLeastKept, _turns.Count * 2);
    }

    private void Forget(Func<ClientTurn, bool> isOld)
    {
        foreach ((string name, ClientTurn turn) in _turns)
        {
            if (turn.Waiting == 0 && isOld(turn))
                _turns.Remove(name);
        }
    }
}
