using TfKeyedExport.Hosting;
using TfKeyedExport.Serving.Models;

namespace TfKeyedExport.Serving.Versions;

/// <summary>A version that answers. Calls hold a lease on it: its memory is freed when it was retired and the last of them has ended.</summary>
internal sealed class ServedVersion
{
    private readonly HostLifetime _lifetime;
    private Exception? _trouble;

    /// <summary>Takes over a loaded model.</summary>
    /// <param name="number">The version's number.</param>
    /// <param name="model">What was loaded; disposed of at the end.</param>
    /// <param name="freed">Told when its memory was freed, and of what went wrong in it; null for nothing.</param>
    public ServedVersion(long number, ServedModel model, Action<Exception?> freed)
    {
        Number = number;
        Model = model;
        _lifetime = new HostLifetime(() =>
        {
            // Whoever ends the last call, or looks at folders, is not to blame; and a version that is on its way out must arrive.
            try
            {
                model.Dispose();
            }
            catch (Exception e)
            {
                _trouble ??= e;
            }
            freed(_trouble);
        });
    }

    /// <summary>The version's number.</summary>
    public long Number { get; }

    /// <summary>The model; use it only while a lease is held.</summary>
    public ServedModel Model { get; }

    /// <summary>How many calls hold it.</summary>
    public int Leases => _lifetime.Inside;

    /// <summary>Holds it for a call; false if it was retired in the meantime, and another has to be looked up.</summary>
    public bool TryLease(out VersionLease lease)
    {
        lease = default;
        if (!_lifetime.TryEnter())
            return false;
        lease = new VersionLease(this, _lifetime);
        return true;
    }

    /// <summary>Lets no call in any more. Returns at once; the memory goes when the last call has ended.</summary>
    public void Retire()
    {
        try
        {
            Model.Flush();
        }
        catch (Exception e)
        {
            _trouble = e;
        }
        _lifetime.Dispose();
    }
}
