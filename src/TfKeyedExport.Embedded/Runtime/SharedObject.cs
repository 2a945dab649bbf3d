namespace TfKeyedExport.Embedded.Runtime;

/// <summary>An object that values of one call share by counting references, so that its only holder may change it in place.</summary>
internal abstract class SharedObject
{
    private int _references;

    /// <summary>Whether only one value holds it.</summary>
    public bool IsUnshared => _references == 1;

    /// <summary>One more value holds it.</summary>
    public void AddReference() => _references++;

    /// <summary>One value less holds it.</summary>
    public void Release()
    {
        if (--_references == 0)
            Free();
    }

    /// <summary>Nobody holds it any more: gives up what it holds.</summary>
    protected abstract void Free();
}
