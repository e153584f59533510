using Suite.Access;
using Suite.Assets.Blobs;
using Suite.Jobs;
using Suite.Platform;

namespace Suite.Assets.Upload;

/// <summary>What became of an accepted file; <paramref name="Intake"/> when it goes through the intake now.</summary>
internal sealed record RegisteredFile(Guid AssetId, bool Created, bool Intake);

/// <summary>Turns the received files of one upload into assets, all in one transaction with their intake job and their events.</summary>
internal sealed class UploadStore(
    Db db, IBlobStore blobs, IJobQueue jobs, IOutbox outbox, AssetTelemetry telemetry, TimeProvider clock)
{
    /// <summary>Null when the collection does not exist in the team; then nothing was registered.</summary>
    /// <param name="also">Runs within the same transaction.</param>
    public async Task<Registration?> RegisterAsync(
        Caller caller, UploadForm form, CancellationToken cancel, Func<ISql, Registration, Task>? also = null)
    {
        await KeepAsync(form, cancel);
        return await db.InTransactionAsync(
            async sql =>
            {
                var registration = await RegisterAsync(sql, caller, form, cancel);
                if (registration is not null && also is not null)
                    await also(sql, registration);
                return registration;
            },
            cancel);
    }

    /// <summary>Makes the files' bytes durable; nobody can open them before they are registered.</summary>
    // Before the transaction: should that fail, blobs without an asset are invisible and harmless, unlike the reverse.
    public async Task KeepAsync(UploadForm form, CancellationToken cancel)
    {
        foreach (var file in form.Files.Where(file => file.Accepted is not null))
        {
            await blobs.KeepAsync(file.Accepted!.Uploaded, cancel);
            await blobs.KeepAsync(file.Accepted.Served, cancel);
        }
    }

    /// <inheritdoc cref="RegisterAsync(Caller, UploadForm, CancellationToken, Func{ISql, Registration, Task}?)"/>
    public async Task<Registration?> RegisterAsync(ISql sql, Caller caller, UploadForm form, CancellationToken cancel)
    {
        var accepted = form.Files.Where(file => file.Accepted is not null).ToList();
        if (form.CollectionId is { } wanted
            && !await sql.FirstAsync(CollectionSql.Exists, args => args.Add(wanted).Add(caller.TeamId), _ => true, cancel))
            return null;

        var registered = new Dictionary<ReceivedFile, RegisteredFile>(ReferenceEqualityComparer.Instance);
        // Ids made within a millisecond are in no order; sorted, they list the files as they were sent.
        var ids = accepted.Select(_ => Ids.New(clock)).Order();
        // In the order of hashes, so that two uploads of the same files wait for each other and do not deadlock.
        foreach (var (file, id) in accepted.Zip(ids).OrderBy(pair => pair.First.Accepted!.Uploaded.Sha256, StringComparer.Ordinal))
            registered[file] = await RegisterFileAsync(sql, caller, form, file, id, cancel);

        if (form.CollectionId is { } collection)
        {
            foreach (var asset in registered.Values.Select(file => file.AssetId).Distinct())
                await sql.ExecuteAsync(CollectionSql.Add, args => args.Add(collection).Add(asset), cancel);
        }

        var intake = accepted.Select(file => registered[file]).Where(file => file.Intake).Select(file => file.AssetId).ToList();
        var jobId = intake.Count > 0 ? await StartIntakeAsync(sql, caller, intake, cancel) : (Guid?)null;
        await outbox.AddAsync(sql, [.. registered.Values.Where(file => file.Created || file.Intake).SelectMany(file => EventsOf(caller, file))], cancel);
        foreach (var (file, asset) in registered)
            telemetry.Registered(file.Accepted!.Kind, asset.Created);
        return new Registration(registered, jobId);
    }

    private async Task<RegisteredFile> RegisterFileAsync(
        ISql sql, Caller caller, UploadForm form, ReceivedFile file, Guid id, CancellationToken cancel)
    {
        var content = file.Accepted!;
        var now = clock.GetUtcNow();
        foreach (var blob in new[] { content.Uploaded, content.Served }.OrderBy(blob => blob.Sha256, StringComparer.Ordinal))
            await sql.ExecuteAsync(AssetSql.InsertBlob, args => args.Add(blob.Sha256).Add(blob.SizeBytes).Add(now), cancel);

        var goesThroughIntake = content.Kind is AssetKind.Image or AssetKind.Chart;
        var inserted = await sql.ExecuteAsync(
            AssetSql.Insert,
            args => args
                .Add(id).Add(caller.TeamId).Add(content.Kind.Word())
                .Add((goesThroughIntake ? AssetState.Processing : AssetState.Ready).Word())
                .Add(file.FileName).Add(content.ContentType).Add(content.Served.SizeBytes)
                .Add(content.Served.Sha256).Add(content.Uploaded.Sha256)
                .AddNumber(content.Width).AddNumber(content.Height)
                .AddText(string.IsNullOrWhiteSpace(form.Description) ? null : form.Description).Add(now).AddId(caller.UserId),
            cancel);
        if (inserted == 1)
            return new RegisteredFile(id, Created: true, goesThroughIntake);

        var existing = await sql.FirstAsync(
            AssetSql.FindByBytes, args => args.Add(caller.TeamId).Add(content.Uploaded.Sha256), row => row.GetGuid(0), cancel);
        // Uploading again what could not be processed is the way to try again.
        var again = await sql.ExecuteAsync(AssetSql.Reprocess, args => args.Add(existing), cancel) == 1;
        return new RegisteredFile(existing, Created: false, again);
    }

    private async Task<Guid> StartIntakeAsync(ISql sql, Caller caller, List<Guid> assets, CancellationToken cancel)
    {
        var steps = AssetIntake.Steps;
        var items = assets.SelectMany((asset, index) => steps.Select((step, position) =>
            new NewItem(step, asset, After: position == 0 ? null : (index * steps.Count) + position - 1)));
        var job = await jobs.EnqueueAsync(
            new NewJob(
                caller.TeamId, AssetIntake.Queue, AssetIntake.Kind, [.. items], CreatedBy: caller.UserId,
                LimitKeys: UsageKeys.OfCaller(caller)),
            cancel,
            sql);
        await sql.ExecuteAsync(AssetSql.SetIntakeJob, args => args.Add(assets.ToArray()).Add(job.JobId), cancel);
        return job.JobId;
    }

    private static IEnumerable<NewEvent> EventsOf(Caller caller, RegisteredFile file)
    {
        var state = file.Intake ? AssetState.Processing : AssetState.Ready;
        var change = file.Created ? AssetChanged.Created : AssetChanged.Updated;
        yield return new AssetChanged(file.AssetId, state, change).ToEvent(caller.TeamId);
        // What does not go through the intake has no embedding step there. It is found by its name, if by nothing else.
        if (file.Created && !file.Intake)
            yield return new AssetTextChanged(file.AssetId, JobKind: null).ToEvent(caller.TeamId);
    }
}

/// <summary>What an upload made.</summary>
internal sealed record Registration(IReadOnlyDictionary<ReceivedFile, RegisteredFile> Files, Guid? JobId);
