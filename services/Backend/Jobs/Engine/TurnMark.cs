namespace Suite.Jobs;

/// <summary>
/// From where on a claim looks for ready items of a queue: all that had an earlier turn was claimed. Without it every claim would
/// walk over the index entries of items that are gone, which stay as long as any transaction in the database is older than they:
/// behind a backup of minutes that is millions.
/// </summary>
/// <remarks>
/// It is a hint and nothing depends on it. Whoever makes items ready says from which turn on (see <see cref="ReadyNotice"/>), and
/// what nobody heard of is found by a look at everything, which comes at least every ten seconds and otherwise as often as it may
/// without taking more than a tenth of the time.
/// </remarks>
internal sealed class TurnMark(TimeProvider clock, TimeSpan atMostEvery)
{
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private Place _mark = Place.First;
    private Place _heard = Place.Last;
    private long? _lookedAtAll;
    private bool _forgotten;
    private TimeSpan _pause;

    /// <summary>Where the claim that now begins starts to look.</summary>
    public Look Begin()
    {
        lock (_gate)
        {
            // What is heard of from here on may be missing in what the claim sees.
            (_heard, _forgotten) = (Place.Last, false);
            var all = _lookedAtAll is not { } looked || clock.GetElapsedTime(looked) >= _pause;
            return new Look(all ? Place.First : _mark, all, clock.GetTimestamp());
        }
    }

    /// <param name="last">The last item that was claimed, if any.</param>
    /// <param name="more">Whether there may be more behind it.</param>
    public void End(Look look, Place? last, bool more)
    {
        lock (_gate)
        {
            if (look.All)
            {
                var took = clock.GetElapsedTime(look.BeganAt);
                _pause = took * 10 < atMostEvery ? atMostEvery : took * 10 > AtLeastEvery ? AtLeastEvery : took * 10;
                _lookedAtAll = _forgotten ? null : clock.GetTimestamp();
            }
            var reached = last is not { } place ? _mark : look.All && more ? place : Place.Later(_mark, place);
            _mark = Place.Earlier(reached, _heard);
        }
    }

    /// <summary>Items became ready that have their turn at <paramref name="turn"/> or later.</summary>
    public void Heard(DateTimeOffset turn)
    {
        lock (_gate)
        {
            _heard = Place.Earlier(_heard, new Place(turn, 0));
            _mark = Place.Earlier(_mark, _heard);
        }
    }

    /// <summary>Something may have been missed: the next look is at everything.</summary>
    public void Forget()
    {
        lock (_gate)
            (_lookedAtAll, _forgotten) = (null, true);
    }
}

/// <summary>A place in the order of a queue.</summary>
internal readonly record struct Place(DateTimeOffset Turn, long Id)
{
    public static readonly Place First = new(DateTimeOffset.UnixEpoch, 0);
    public static readonly Place Last = new(DateTimeOffset.MaxValue, 0);

    public static Place Earlier(Place left, Place right) => (left.Turn, left.Id).CompareTo((right.Turn, right.Id)) <= 0 ? left : right;

    public static Place Later(Place left, Place right) => Earlier(left, right) == left ? right : left;
}

/// <summary>A look for items of a queue.</summary>
/// <param name="From">The first place to look at.</param>
/// <param name="All">Whether that is the very first.</param>
internal readonly record struct Look(Place From, bool All, long BeganAt);
