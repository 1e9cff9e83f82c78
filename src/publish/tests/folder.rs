//! What is in the output folder and is not ours.

use super::*;

/// A site is built over `there` and must be refused with `obstacles`, nothing changed.
#[track_caller]
fn refused(output: &Path, site: &str, obstacles: &str) {
    let before = tree(output);
    match build(output, site) {
        Err(PublishError::InTheWay { obstacles: found, .. }) => {
            let found: Vec<_> = found.iter().map(|o| format!("{}:{:?}", o.path, o.kind)).collect();
            assert_eq!(found.join(" "), obstacles);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(tree(output), before);
    assert!(!output.join(".pressroom/staging").exists());
}

#[test]
fn other_files_stay() {
    let folder = temp();
    let theirs = ".git/config=1 .well-known/a=2 CNAME=3 releases/note.txt=4 town/x/note.txt=5";
    write(folder.path(), theirs);
    fs::create_dir(folder.path().join("empty")).unwrap();
    build(folder.path(), "index.html=1 releases/2013/a.html=1 town/x/index.html=1").unwrap();
    build(folder.path(), "index.html=2").unwrap();
    assert_eq!(tree(folder.path()), files(&format!("{theirs} empty/= index.html=2")));
    build(folder.path(), "").unwrap();
    assert_eq!(tree(folder.path()), files(&format!("{theirs} empty/=")));
}

#[test]
fn other_files_in_the_way() {
    let folder = temp();
    let output = folder.path();
    build(output, "old=1 d/x=1 e/x=1").unwrap();
    write(output, "index.html=theirs a=theirs d/note=theirs same=1 f/g/h=theirs");
    fs::create_dir(output.join("e/empty")).unwrap();
    refused(output, "index.html=ours new=1", "index.html:File");
    refused(output, "a/b/c=1 a/d=1", "a:File");
    refused(output, "d=1 old=2", "d:Folder");
    refused(output, "e=1", "e:Folder");
    refused(output, "e/empty=1", "e/empty:Folder");
    refused(output, "f/g=1 a=1 index.html=1 same=1", "a:File f/g:Folder index.html:File");
    assert_eq!(counts(build(output, "same=1 old=1 d/x=1").unwrap()), (0, 3, 1, 0));
    // The same bytes were adopted: now the file is ours.
    build(output, "").unwrap();
    let left = "a=theirs d/note=theirs e/empty/= f/g/h=theirs index.html=theirs";
    assert_eq!(show(&tree(output)), left);
}

#[test]
fn the_message_names_files_and_the_way_forward() {
    let folder = temp();
    let name = |n: u32| format!("{n:02}.html");
    for n in 0..12 {
        write(folder.path(), &format!("{}=theirs", name(n)));
    }
    let site: Vec<_> = (0..12).map(|n| format!("{}=1", name(n))).collect();
    let error = build(folder.path(), &site.join(" ")).unwrap_err().to_string();
    assert!(error.contains(&format!("  {}\n", folder.path().join("00.html").display())), "{error}");
    assert!(error.contains("and 4 more") && error.contains("Nothing was changed"), "{error}");
    assert!(error.contains("--output") && error.contains("delete it"), "{error}");
    assert!(!error.contains("11.html"), "{error}");
}

#[test]
fn without_the_notes_equal_files_are_taken_back() {
    let folder = temp();
    build(folder.path(), "a=1 b/c=2 d=3").unwrap();
    age(folder.path());
    let date = modified(&folder.path().join("a"));
    fs::remove_dir_all(folder.path().join(".pressroom")).unwrap();
    assert_eq!(counts(build(folder.path(), "a=1 b/c=2").unwrap()), (0, 2, 0, 0));
    assert_eq!(modified(&folder.path().join("a")), date);
    fs::remove_dir_all(folder.path().join(".pressroom")).unwrap();
    refused(folder.path(), "a=2 b/c=2", "a:File");
    // The way forward that the message shows.
    fs::remove_file(folder.path().join("a")).unwrap();
    build(folder.path(), "a=2 b/c=2").unwrap();
    assert_eq!(show(&tree(folder.path())), "a=2 b/c=2 d=3");
}

#[test]
fn our_files_changed_by_hand_are_written_again() {
    let folder = temp();
    let site = "a=1 b=2 c=3 d=4";
    build(folder.path(), site).unwrap();
    age(folder.path());
    write(folder.path(), "a=X b=longer c=3");
    fs::remove_file(folder.path().join("d")).unwrap();
    assert!(!is_intact(folder.path(), &read_manifest(folder.path())));
    assert_eq!(counts(build(folder.path(), site).unwrap()), (3, 1, 0, 3));
    assert_eq!(tree(folder.path()), files(site));
    assert!(is_intact(folder.path(), &read_manifest(folder.path())));
}

#[test]
fn a_new_name_that_differs_in_case() {
    let folder = temp();
    build(folder.path(), "img/Foto.JPG=1 x=1").unwrap();
    build(folder.path(), "img/foto.jpg=1 x=1").unwrap();
    assert_eq!(show(&tree(folder.path())), "img/foto.jpg=1 x=1");
    // Where case counts, the other file may be somebody else's.
    write(folder.path(), "img/FOTO.jpg=theirs");
    if tree(folder.path()).len() == 3 {
        refused(folder.path(), "img/FOTO.jpg=1", "img/FOTO.jpg:File");
    }
}

/// A second name of one file stands for a system where case does not count.
#[cfg(unix)]
#[test]
fn one_file_under_two_names() {
    let folder = temp();
    for text in ["1", "2"] {
        build(folder.path(), "img/Foto.JPG=1").unwrap();
        fs::hard_link(folder.path().join("img/Foto.JPG"), folder.path().join("img/foto.jpg"))
            .unwrap();
        let site = format!("img/foto.jpg={text}");
        assert_eq!(counts(build(folder.path(), &site).unwrap()), (1, 0, 1, 1));
        assert_eq!(show(&tree(folder.path())), site);
    }
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn never_written_or_removed_through() {
        let folder = temp();
        let (output, outside) = (folder.path().join("output"), folder.path().join("outside"));
        build(&output, "a/b/x=1 c=1 d/e=1").unwrap();
        // Somebody moves a folder and a file away and leaves links.
        fs::create_dir(&outside).unwrap();
        fs::rename(output.join("a"), outside.join("a")).unwrap();
        symlink(outside.join("a"), output.join("a")).unwrap();
        fs::rename(output.join("c"), outside.join("c")).unwrap();
        symlink(outside.join("c"), output.join("c")).unwrap();
        refused(&output, "a/b/x=2 d/e=1", "a:Link");
        refused(&output, "a/new/x=2 d/e=2", "a:Link");
        refused(&output, "c=2", "c:Link");
        refused(&output, "c/x=2", "c:Link");
        refused(&output, "a=2", "a:Link");
        // Stale behind a link: it is left alone, folders too.
        build(&output, "d/e=2").unwrap();
        fs::remove_file(outside.join("a/b/x")).unwrap();
        build(&output, "d/e=3").unwrap();
        assert_eq!(show(&tree(&output)), "a=@ c=@ d/e=3");
        assert_eq!(show(&tree(&outside)), "a/b/= c=1");
    }

    #[test]
    fn dangling_ones_too() {
        let folder = temp();
        let output = folder.path().join("output");
        fs::create_dir(&output).unwrap();
        symlink(folder.path().join("nothing"), output.join("index.html")).unwrap();
        symlink(folder.path().join("nowhere"), output.join("a")).unwrap();
        refused(&output, "index.html=1 a/b=1", "a:Link index.html:Link");
        assert_eq!(tree(folder.path()).len(), 2);
    }

    #[test]
    fn in_the_bookkeeping() {
        let folder = temp();
        let (output, outside) = (folder.path().join("output"), folder.path().join("outside"));
        write(&outside, "manifest=theirs lock=theirs kept/x=theirs");
        let before = tree(&outside);
        fs::create_dir(&output).unwrap();
        symlink(&outside, output.join(".pressroom")).unwrap();
        assert!(begin(&output, Duration::ZERO).is_err());
        fs::remove_file(output.join(".pressroom")).unwrap();

        fs::create_dir(output.join(".pressroom")).unwrap();
        let link = |to: &str, from: &str| {
            symlink(outside.join(to), output.join(".pressroom").join(from)).unwrap();
        };
        link("lock", "lock");
        assert!(begin(&output, Duration::ZERO).is_err());
        fs::remove_file(output.join(".pressroom/lock")).unwrap();
        link("kept", "staging");
        link("manifest", "manifest");
        link("new", "new");
        build(&output, "a=1").unwrap();
        assert_eq!(tree(&outside), before);
        assert_eq!(counts(build(&output, "a=1").unwrap()), (0, 1, 0, 0));
    }

    #[test]
    fn the_output_folder_itself_may_be_one() {
        let folder = temp();
        let (link, real) = (folder.path().join("link"), folder.path().join("real"));
        fs::create_dir(&real).unwrap();
        symlink(&real, &link).unwrap();
        build(&link, "a/b=1").unwrap();
        build(&link, "a/c=1").unwrap();
        assert_eq!(show(&tree(&real)), "a/c=1");
    }

    #[test]
    fn a_source_that_became_one_is_not_copied() {
        let folder = temp();
        symlink("/etc/hostname", folder.path().join("picture.jpg")).unwrap();
        let session = begin_now(&folder.path().join("output"));
        let error = session.put_copy(&path("p.jpg"), &folder.path().join("picture.jpg"));
        assert!(matches!(error, Err(PublishError::NotAFile(_))));
    }
}
