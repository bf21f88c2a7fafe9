//! The window and what it shows: a view goes in, touches come out.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use domain::touch::{CustomerTouch, DeskTouch, FrameTouch, ManageTouch, Press, SurveyTouch, Touch};
use domain::view::{Screen as Shown, View};
use domain::written;
use markup::slint::{self, ComponentHandle};
use markup::{App, Do, Frame, Keep, Tap, Theme};

use crate::painter::Painter;
use crate::panel::{Panel, Shop};
use crate::press::{Presses, Time};

/// How long a new size must stay: a desktop gives a window some on its way to the one that it keeps.
const STAYS: Duration = Duration::from_secs(1);

/// One panel. Lives on the thread that made it; other threads post views through [`Screen::weak`].
pub struct Screen {
    app: App,
    painter: Rc<RefCell<Painter>>,
    presses: Rc<Presses>,
}

/// A window with its painter.
type Painted = (slint::Weak<App>, Rc<RefCell<Painter>>);

thread_local! {
    /// The painters of this thread's screens, for views that other threads post.
    static PAINTERS: RefCell<Vec<Painted>> = const { RefCell::new(Vec::new()) };
}

impl Screen {
    /// From now on windows of this process open on a desktop, Wayland's or X's, drawn by the processor, and on nothing
    /// else: what the library would try next draws without a desktop and hears no touch.
    ///
    /// # Errors
    /// There is no desktop, or it lets nobody in.
    pub fn on_a_desktop() -> Result<(), slint::PlatformError> {
        slint::BackendSelector::new().backend_name("winit".into()).renderer_name("software".into()).select()
    }

    /// Makes the window of a panel. Shows nothing yet.
    ///
    /// # Errors
    /// No platform to draw on: neither a desktop nor a headless stage.
    pub fn new(panel: Panel, shop: Shop) -> Result<Screen, slint::PlatformError> {
        let started = Instant::now();
        Screen::in_time(panel, shop, Rc::new(move || started.elapsed()))
    }

    /// The same, with a clock of its own.
    pub(crate) fn in_time(panel: Panel, shop: Shop, time: Time) -> Result<Screen, slint::PlatformError> {
        let app = App::new()?;
        let theme = app.global::<Theme>();
        theme.set_width(panel.width as f32);
        theme.set_height(panel.height as f32);
        theme.set_width_mm(panel.width_mm);
        app.set_asked_width(panel.width as f32);
        app.set_asked_height(panel.height as f32);
        app.global::<Frame>().set_shop(shop.name.as_str().into());
        app.global::<Keep>().on_words(|text| written::keep_words(&text).into());
        let presses = Rc::new(Presses::new(time));
        presses.feel(&app);
        let painter = Rc::new(RefCell::new(Painter::new(shop, presses.clone())));
        PAINTERS.with_borrow_mut(|all| {
            all.retain(|(app, _)| app.upgrade().is_some());
            all.push((app.as_weak(), painter.clone()));
        });
        Ok(Screen { app, painter, presses })
    }

    /// Shows a view: only what differs from the one before is touched.
    pub fn show(&self, view: &View) {
        self.painter.borrow_mut().paint(&self.app, view);
    }

    /// Hands every touch to `heard`, with how it began.
    pub fn on_touch(&self, mut heard: impl FnMut(Press, Touch) + 'static) {
        let presses = self.presses.clone();
        self.app.global::<Do>().on_touched(move |tap, at| {
            let (press, view) = presses.meant();
            // By what stood there when the finger came down.
            if let Some(touch) = view.and_then(|view| touch(tap, at, &view.screen)) {
                heard(press, touch);
            }
        });
    }

    /// A handle by which any thread can post views.
    #[must_use]
    pub fn weak(&self) -> Post {
        Post(self.app.as_weak())
    }

    /// With or without a window's frame.
    pub fn fullscreen(&self, whole: bool) {
        self.app.set_framed(!whole);
        self.app.window().set_fullscreen(whole);
    }

    /// Hands the panel's real size in pixels to `heard`, whenever it has become another and stays so for a second.
    pub fn on_resized(&self, heard: impl Fn(u32, u32) + 'static) {
        let (app, heard) = (self.app.as_weak(), Rc::new(heard));
        let timer = slint::Timer::default();
        self.app.on_resized(move || {
            let (app, heard) = (app.clone(), heard.clone());
            timer.start(slint::TimerMode::SingleShot, STAYS, move || {
                if let Some(app) = app.upgrade() {
                    let size = app.window().size();
                    heard(size.width, size.height);
                }
            });
        });
    }

    /// Opens the window and stays until it is closed.
    ///
    /// # Errors
    /// The platform cannot show a window.
    pub fn run(&self) -> Result<(), slint::PlatformError> {
        self.app.run()
    }

    /// The window itself, for tests and pictures.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }
}

/// Posts views to a screen from any thread.
#[derive(Clone)]
pub struct Post(slint::Weak<App>);

impl Post {
    pub(crate) fn app(&self) -> &slint::Weak<App> {
        &self.0
    }

    /// Shows a view as soon as the screen's thread comes round. A screen that is gone shows nothing.
    ///
    /// # Errors
    /// The screen's thread has ended, or has not begun to run.
    pub fn show(&self, view: View) -> Result<(), slint::EventLoopError> {
        let weak = self.0.clone();
        weak.upgrade_in_event_loop(move |app| {
            let painter = PAINTERS.with_borrow(|all| {
                let same = |other: &slint::Weak<App>| {
                    other.upgrade().is_some_and(|other| std::ptr::eq(other.window(), app.window()))
                };
                all.iter().find(|(other, _)| same(other)).map(|(_, painter)| painter.clone())
            });
            if let Some(painter) = painter {
                painter.borrow_mut().paint(&app, &view);
            }
        })
    }

    /// Ends [`Screen::run`].
    ///
    /// # Errors
    /// The screen's thread has ended, or has not begun to run.
    pub fn close(&self) -> Result<(), slint::EventLoopError> {
        slint::invoke_from_event_loop(|| {
            let _ = slint::quit_event_loop();
        })
    }
}

/// What a tap of the markup means to the counter: of a list, what stands there on the screen that was touched. None
/// where nothing does.
fn touch(tap: Tap, at: i32, screen: &Shown) -> Option<Touch> {
    let place = || usize::try_from(at).ok();
    let digit = || u8::try_from(at).ok();
    Some(match tap {
        Tap::Back => Touch::Back,
        Tap::Main => Touch::Main,
        Tap::Call => Touch::Frame(FrameTouch::Call),
        Tap::Larger => Touch::Frame(FrameTouch::Larger),
        Tap::Contrast => Touch::Frame(FrameTouch::Contrast),
        Tap::Language => Touch::Frame(FrameTouch::Language),
        Tap::Low => Touch::Frame(FrameTouch::Low),
        Tap::Still => Touch::Frame(FrameTouch::Still),
        Tap::Close => Touch::Frame(FrameTouch::Close),
        Tap::StopCalling => Touch::Frame(FrameTouch::StopCalling),
        Tap::StaffDoor => Touch::Frame(FrameTouch::StaffDoor),
        Tap::Pick => screen.touched(place()?)?,
        Tap::More => Touch::Customer(CustomerTouch::More(screen.line(place()?)?)),
        Tap::Less => Touch::Customer(CustomerTouch::Less(screen.line(place()?)?)),
        Tap::SameUnit => Touch::Customer(CustomerTouch::SameUnit),
        Tap::OneMore => Touch::Customer(CustomerTouch::OneMore),
        Tap::Digit => Touch::Digit(digit()?),
        Tap::Erase => Touch::Erase,
        Tap::NextPage => Touch::NextPage,
        Tap::PreviousPage => Touch::PreviousPage,
        Tap::Score => Touch::Survey(SurveyTouch::Score(digit()?)),
        Tap::Phone => Touch::Customer(CustomerTouch::Phone),
        Tap::Consent => Touch::Customer(CustomerTouch::Consent),
        Tap::Missed => Touch::Desk(DeskTouch::Missed),
        Tap::ShowPhone => Touch::Desk(DeskTouch::ShowPhone),
        Tap::Approve => Touch::Desk(DeskTouch::Approve),
        Tap::Refuse => Touch::Desk(DeskTouch::Refuse),
        Tap::Print => Touch::Desk(DeskTouch::Print),
        Tap::Export => Touch::Manage(ManageTouch::Export),
        Tap::Devices => Touch::Manage(ManageTouch::Devices),
        Tap::ClockIsRight => Touch::Desk(DeskTouch::ClockIsRight),
    })
}
