namespace TfKeyedExport.Fuzzing.Models;

/// <summary>Changes bytes without knowing what they mean: flips, cuts, copies, huge lengths.</summary>
internal static class ByteDamage
{
    public static byte[] Apply(FuzzRandom random, byte[] original)
    {
        List<byte> bytes = [.. original];
        for (int n = random.Below(3) + 1; n > 0 && bytes.Count > 0; n--)
        {
            int at = random.Below(bytes.Count);
            switch (random.Below(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Below(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next();
                    break;
                case 2:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 3:
                    bytes.RemoveRange(at, Math.Min(random.Below(40), bytes.Count - at));
                    break;
                case 4:
                    int from = random.Below(bytes.Count);
                    bytes.InsertRange(at, bytes.GetRange(from, Math.Min(random.Below(64), bytes.Count - from)));
                    break;
                default:
                    bytes.InsertRange(at, [.. Enumerable.Repeat((byte)0xFF, random.Below(9)), 0x7F]);
                    break;
            }
        }
        return [.. bytes];
    }
}
