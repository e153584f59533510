using System.Text.Json;
using Suite.Jobs;
using Suite.Platform;

namespace Suite.Captioning;

/// <summary>Captions of files of the workspace, which are no assets and so have no insights.</summary>
internal sealed class FileCaptionStore(Db db, TimeProvider clock)
{
    public Task AddAsync(ISql within, ItemContext item, Caption caption, CancellationToken cancel)
    {
        var (file, answer) = (caption.File!, caption.Answer);
        return within.ExecuteAsync(
            FileCaptionSql.Insert,
            args => args
                .Add(Ids.New(clock)).Add(item.TeamId).Add(file.Path).Add(caption.ImageSha256).Add(file.SizeBytes).Add(file.ModifiedAt)
                .Add(caption.Perspective.Name).Add(caption.Perspective.Version).AddJson(caption.Content.GetRawText())
                .AddText(answer.Text).Add(answer.Provider).Add(answer.Model).Add(answer.Method).Add(caption.InputHash)
                .Add(item.JobId).Add(item.ItemId).Add(item.AttemptId),
            cancel);
    }

    /// <summary>Under which perspectives, and which versions of them, files were last captioned, and what they looked like then.</summary>
    public Task<List<CaptionedFile>> MarksAsync(Guid teamId, IReadOnlyCollection<string> paths, CancellationToken cancel) =>
        db.QueryAsync(
            FileCaptionSql.Marks,
            args => args.Add(teamId).Add(paths.ToArray()),
            row => new CaptionedFile(
                new FileMark(row.GetString(0), row.GetInt64(3), row.Time(4)), row.GetString(1), row.GetString(2), row.GetString(5)),
            cancel);

    /// <summary>What was said about a file as it is now, by perspective.</summary>
    public Task<List<OtherCaption>> OfAsync(Guid teamId, string path, string sha256, CancellationToken cancel) =>
        db.QueryAsync(
            FileCaptionSql.OfContent,
            args => args.Add(teamId).Add(path).Add(sha256),
            row => new OtherCaption(row.GetString(0), row.JsonOrNull(1)!.Value, row.TextOrNull(2)),
            cancel);
}

/// <summary>A caption of a file that was made once.</summary>
internal sealed record CaptionedFile(FileMark File, string Perspective, string Version, string Sha256);

/// <summary>What another perspective said about the same image.</summary>
internal sealed record OtherCaption(string Perspective, JsonElement Content, string? Text);
